/**
 * `node compile.cjs FOLDER`: the last step of a build into FOLDER. Runs the built terminal program over the samples, so
 * that V8 compiles what a check runs, and keeps the code of its files. A process of its own: the program prints.
 */
const { readdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { codeOf, takeCode } = require('./compiled.cjs');

const main = join(process.argv[2], 'main');
const samples = join(__dirname, '../samples');

async function compile() {
  const loaded = new Map();
  takeCode(loaded);
  // Each run of the program listens to it anew.
  process.stdout.setMaxListeners(0);
  const program = require(join(main, 'cli.cjs'));
  for (const sample of readdirSync(samples)) {
    for (const format of ['text', 'json']) await program.main(['--format', format, join(samples, sample)]);
  }
  for (const [file, script] of loaded) writeFileSync(codeOf(file), script.createCachedData());
  process.exitCode = 0;
}

compile();

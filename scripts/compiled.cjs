/**
 * Built files of the terminal program with the code that V8 made of them before: of all functions that a check runs,
 * where Node's own compile cache keeps those of a file's first level only. Made while building (compile.cjs), kept
 * beside the file; V8 refuses it where it was made by another version, and compiles as ever. The build writes ASCII,
 * which is read as it lies.
 */
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname } = require('node:path');
const { constants, Script } = require('node:vm');

/** @param {string} file */
const codeOf = (file) => file.replace(/\.cjs$/, '.code');

/** @param {string} file */
function codeBeside(file) {
  try {
    return readFileSync(codeOf(file));
  } catch {
    return undefined;
  }
}

/**
 * From now on `require` takes a .cjs with the code beside it. `loaded` takes the script of each file, also of those
 * without code.
 * @param {Map<string, InstanceType<typeof Script>>} [loaded]
 */
function takeCode(loaded) {
  const plain = require.extensions['.js'];
  require.extensions['.cjs'] = (module, file) => {
    const code = codeBeside(file);
    if (!code && !loaded) return plain(module, file);
    const script = new Script(wrap(readFileSync(file, 'latin1')), {
      filename: file,
      cachedData: code,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    loaded?.set(file, script);
    script.runInThisContext().call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  };
}

module.exports = { takeCode, codeOf };

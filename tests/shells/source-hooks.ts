/** What the build does with YAML, a loader hook does here: for workers that run from their source. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { yamlModule } from '../../scripts/rule-pack-plugin.ts';

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.yaml')) return next(url, context);
    const file = fileURLToPath(url);
    return { format: 'module', source: yamlModule(readFileSync(file, 'utf8'), file), shortCircuit: true };
  },
});

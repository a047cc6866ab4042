/**
 * Property tests begin with the same seed in every run, so that a build machine gives the same answer twice; what other
 * seeds once found is kept as examples beside each test. `GOUJI_SEED=random npm run test:unit` looks for more.
 */
import fc from 'fast-check';

const asked = process.env.GOUJI_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20_201 : Number(asked) });

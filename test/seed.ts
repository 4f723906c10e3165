import fc from 'fast-check';

// Random tests are the same on every machine; another seed is one variable away: SEED=7 npm run unit
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 1) });

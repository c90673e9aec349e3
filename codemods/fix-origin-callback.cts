import inThread = require('./jscodeshift/in-thread.cjs');

/** jscodeshift transform: see docs/codemods/fix-origin-callback.md. */
const fixOriginCallback = inThread('fix-origin-callback-transform.js');

export = fixOriginCallback;

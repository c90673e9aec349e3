import inThread = require('./jscodeshift/in-thread.cjs');

/** jscodeshift transform: see docs/codemods/extract-origins.md. */
const extractOrigins = inThread('extract-origins-transform.js');

export = extractOrigins;

import inThread = require('./jscodeshift/in-thread.cjs');

/** jscodeshift transform: see docs/codemods/env-origins.md. */
const envOrigins = inThread('env-origins-transform.js');

export = envOrigins;

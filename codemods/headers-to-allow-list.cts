import inThread = require('./jscodeshift/in-thread.cjs');

/** jscodeshift transform: see docs/codemods/headers-to-allow-list.md. */
const headersToAllowList = inThread('headers-to-allow-list-transform.js');

export = headersToAllowList;

import inThread = require('./jscodeshift/in-thread.cjs');

/** jscodeshift transform: see docs/codemods/single-owner.md. */
const singleOwner = inThread('single-owner-transform.js');

export = singleOwner;

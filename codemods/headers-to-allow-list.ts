import { codemodTransform } from './jscodeshift/codemod-transform.js';

export default codemodTransform('headers-to-allow-list');

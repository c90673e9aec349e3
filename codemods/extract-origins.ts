import { codemodTransform } from './jscodeshift/codemod-transform.js';

export default codemodTransform('extract-origins');

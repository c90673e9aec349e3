import prettier from 'prettier';

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  // The generated tables pass `prettier --check` like everything else.
  postprocess: async (content, file) =>
    prettier.format(content, { ...(await prettier.resolveConfig(file)), parser: 'markdown' }),
};

import prettier from 'prettier';

/**
 * What the generator's pictures stand for in the cells of a table.
 *
 * @type {Readonly<Record<string, string>>}
 */
const WORDS = { '💼': 'Presets', '🔧': 'Fix', '💡': 'Suggestion', '✅': '`recommended`', '🔒': '`strict`' };

/**
 * The generator marks presets and fixes with pictures; here they are told in words.
 *
 * @param {string} content
 */
const inWords = (content) =>
  content
    // The legend of the pictures.
    .replace(/^(?:💼 Configurations|✅ Set|🔒 Set|🔧 Automatically|💡 Manually) .*\n/gmu, '')
    .replace(/^(?:📝|💼|🔧|💡|✅|🔒)+ /gmu, '')
    .replace(/(?:✅|🔒) (?=`)/gu, '')
    .replace(/💼|🔧|💡|✅|🔒/gu, (picture) => WORDS[picture] ?? picture)
    .replace(/`recommended` `strict`/g, '`recommended`, `strict`');

/** @type {import('eslint-doc-generator').GenerateOptions} */
export default {
  // The generated tables pass `prettier --check` like everything else.
  postprocess: async (content, file) =>
    prettier.format(inWords(content), { ...(await prettier.resolveConfig(file)), parser: 'markdown' }),
};

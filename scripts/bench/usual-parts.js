const nouns = 'invoice account customer order payment session report shipment product ticket'.split(' ');
const verbs = 'load save merge parse validate archive publish schedule summarize'.split(' ');

/**
 * Functions, classes and routes that have nothing to do with CORS.
 *
 * @type {readonly ((random: (below: number) => number, isTypeScript: boolean, index: number) => string)[]}
 */
export const usualParts = [aggregation, repository, route, parser];

/** @type {(random: (below: number) => number, index: number) => { noun: string, verb: string, Noun: string }} */
function words(random, index) {
  const noun = `${nouns[random(nouns.length)] ?? ''}${index}`;
  return { noun, verb: verbs[random(verbs.length)] ?? '', Noun: noun[0]?.toUpperCase() + noun.slice(1) };
}

/** @type {(typeof usualParts)[number]} */
function aggregation(random, isTypeScript, index) {
  const { noun, verb, Noun } = words(random, index);
  const typed = isTypeScript ? ': { amount: number; paid: boolean; date: string }[]' : '';
  return `/** Totals by month, the paid ones apart. */
export function ${verb}${Noun}Totals(${noun}s${typed}) {
  const totals = new Map();
  for (const ${noun} of ${noun}s) {
    const month = ${noun}.date.slice(0, 7);
    const entry = totals.get(month) ?? { open: 0, paid: 0, count: 0 };
    if (${noun}.paid) {
      entry.paid += ${noun}.amount;
    } else {
      entry.open += ${noun}.amount;
    }
    entry.count += 1;
    totals.set(month, entry);
  }
  return [...totals].sort(([one], [other]) => one.localeCompare(other)).map(([month, entry]) => ({ month, ...entry }));
}
`;
}

/** @type {(typeof usualParts)[number]} */
function repository(random, isTypeScript, index) {
  const { noun, verb, Noun } = words(random, index);
  const type = (/** @type {string} */ text) => (isTypeScript ? text : '');
  return `export class ${Noun}Repository {
  #${noun}s = new Map${type(`<string, { id: string; name: string; tags: string[] }>`)}();

  /** Adds one, or replaces the one with the same id. */
  ${verb}(${noun}${type(': { id: string; name: string; tags?: string[] }')}) {
    if (!${noun}.id || typeof ${noun}.id !== 'string') {
      throw new TypeError(\`A ${noun} needs an id, and this one has \${String(${noun}.id)}.\`);
    }
    const known = this.#${noun}s.get(${noun}.id);
    this.#${noun}s.set(${noun}.id, { ...known, ...${noun}, tags: [...new Set([...(known?.tags ?? []), ...(${noun}.tags ?? [])])] });
    return known === undefined ? 'added' : 'replaced';
  }

  async *pages(size = ${10 + random(40)}) {
    let page = [];
    for (const ${noun} of this.#${noun}s.values()) {
      page.push(${noun});
      if (page.length === size) {
        yield await Promise.resolve(page);
        page = [];
      }
    }
    if (page.length > 0) yield page;
  }
}
`;
}

/** @type {(typeof usualParts)[number]} */
function route(random, isTypeScript, index) {
  const { noun, verb } = words(random, index);
  const { typedRequest, typedResponse } = {
    typedRequest: isTypeScript ? ': express.Request' : '',
    typedResponse: isTypeScript ? ': express.Response' : '',
  };
  return `app.get('/api/v${1 + random(3)}/${noun}s/:id', async (request${typedRequest}, response${typedResponse}) => {
  const { id } = request.params;
  const limit = Number(request.query.limit ?? ${random(100)});
  if (!Number.isInteger(limit) || limit < 0) {
    response.status(400).json({ error: 'limit takes a whole number' });
    return;
  }
  try {
    const answer = await fetch(new URL(\`/internal/${verb}/\${id}\`, 'https://api.example.com'), { method: 'GET' });
    const { items = [] } = await answer.json();
    response.setHeader('Cache-Control', 'private, max-age=${random(600)}');
    response.json({ ${noun}: id, items: items.slice(0, limit), truncated: items.length > limit });
  } catch (error) {
    response.status(502).json({ error: error instanceof Error ? error.message : 'the upstream failed' });
  }
});
`;
}

/** @type {(typeof usualParts)[number]} */
function parser(random, isTypeScript, index) {
  const { verb, Noun } = words(random, index);
  return `const ${verb}${Noun}Pattern = /^(?<key>[a-z][\\w-]*)\\s*[:=]\\s*(?<value>.*)$/iu;

/** Reads lines like \`key: value\`; lines that start with a space continue the one before. */
export const ${verb}${Noun}Lines = (text${isTypeScript ? ': string' : ''}) => {
  const fields = [];
  for (const [index, line] of text.split(/\\r?\\n/u).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith(' ') && fields.length > 0) {
      fields[fields.length - 1].value += \` \${line.trim()}\`;
      continue;
    }
    const { key, value } = line.match(${verb}${Noun}Pattern)?.groups ?? {};
    if (key === undefined || value === undefined) throw new SyntaxError(\`Line \${index + 1} is no field: \${line}\`);
    fields.push({ key: key.toLowerCase(), value: value.trim(), line: index + 1 });
  }
  return Object.fromEntries(fields.map(({ key, ...field }) => [key, field]));
};
`;
}

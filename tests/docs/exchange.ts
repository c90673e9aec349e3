/** A request and its answer, as a page shows them in a block of the language `http`. */
export interface ShownExchange {
  readonly method: string;
  readonly requestHeaders: ReadonlyMap<string, string>;
  readonly status: number;
  readonly answerHeaders: ReadonlyMap<string, string>;
}

/** Reads the text of a block: the request, an empty line, the answer. Throws if it is anything else. */
export function exchangeIn(text: string): ShownExchange {
  const [request = '', answer = '', ...rest] = text.trim().split('\n\n');
  const [asked = '', ...requestHeaders] = request.split('\n');
  const [answered = '', ...answerHeaders] = answer.split('\n');
  const method = /^([A-Z]+) \/\S* HTTP\/1\.1$/.exec(asked)?.[1];
  const status = /^HTTP\/1\.1 (\d{3}) [A-Z]/.exec(answered)?.[1];
  if (method === undefined || status === undefined || rest.length > 0) {
    throw new Error(`not a request and its answer:\n${text}`);
  }
  return {
    method,
    requestHeaders: fieldsOf(requestHeaders),
    status: Number(status),
    answerHeaders: fieldsOf(answerHeaders),
  };
}

/** Header fields by their names in lower case. */
function fieldsOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(': ');
      if (colon === -1) throw new Error(`not a header field: ${line}`);
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
    }),
  );
}

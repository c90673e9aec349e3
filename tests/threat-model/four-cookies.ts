import type { RequestListener } from 'node:http';

/** The cookies of a server, by what docs/threat-model.md calls the attribute in which they differ. */
export const FOUR_COOKIES = ['`None`', '`Lax`', '`Strict`', 'no `SameSite`'];

/** Sets all of them. */
export const setFourCookies: RequestListener = (_request, response) => {
  response.setHeader('Set-Cookie', [
    'c0=1; Secure; SameSite=None',
    'c1=1; Secure; SameSite=Lax',
    'c2=1; Secure; SameSite=Strict',
    'c3=1; Secure',
  ]);
  response.end();
};

/** Which of them came with a request. */
export const fourCookiesIn = (header = ''): string[] =>
  FOUR_COOKIES.filter((_name, index) => header.includes(`c${index}=1`));

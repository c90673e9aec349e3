/** Whether a comment at the beginning of a file says so: what is edited there is lost with the next generation. */
export const saysItIsGenerated = (text: string): boolean =>
  /(?:\/\/|\*)[^\r\n]*@generated\b/u.test(text.slice(0, 1000));

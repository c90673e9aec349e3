/**
 * Numbers that look random and are the same in every run: mulberry32, by Tommy Ettinger, in the public domain.
 *
 * @param {number} seed
 * @returns {(below: number) => number} an integer from 0 to below `below`
 */
export function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

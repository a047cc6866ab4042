/** What is worked out once for a key and kept. */

/** A Map, or a WeakMap where the key is an object and what was made is to go with it. */
interface Known<Key, Made> {
  get(key: Key): Made | undefined;
  set(key: Key, made: Made): unknown;
}

/** What is known for the key; where nothing is, `make` makes it and it is kept. What is made is never undefined. */
export function madeOnce<Key, Made>(known: Known<Key, Made>, key: Key, make: () => Made): Made {
  let made = known.get(key);
  if (made === undefined) {
    made = make();
    known.set(key, made);
  }
  return made;
}

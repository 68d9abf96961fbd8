// Makes elements without parsing text as HTML.

/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Asks the search of the server. Answers nothing when it fails: what calls it is a convenience.
 * @param {string} words
 * @param {AbortSignal} signal
 * @param {string} [kind]
 * @returns {Promise<{kind: string, title: string, url: string, state?: string}[]>}
 */
export async function search(words, signal, kind) {
  const query = new URLSearchParams({ q: words, ...(kind ? { kind } : {}) });
  try {
    const answer = await fetch(`/api/v1/search?${query}`, {
      signal,
      headers: { accept: "application/json" },
    });
    const body = answer.ok ? await answer.json() : {};
    return Array.isArray(body.items) ? body.items : [];
  } catch {
    return [];
  }
}

/**
 * Calls `act` when nothing has called for a moment; each call ends the one before.
 * @param {(signal: AbortSignal) => void} act
 */
export function settled(act) {
  let timer = 0;
  let last = new AbortController();
  return () => {
    clearTimeout(timer);
    last.abort();
    last = new AbortController();
    const { signal } = last;
    timer = setTimeout(() => act(signal), 140);
  };
}

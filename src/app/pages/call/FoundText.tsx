/** A text in which what was searched for is marked. */
export function FoundText({ text, find }: { text: string; find: string }) {
  if (find === '') return <>{text}</>;
  const parts: { at: number; text: string; isFound: boolean }[] = [];
  const lower = text.toLocaleLowerCase();
  let from = 0;
  for (let at = lower.indexOf(find); at >= 0; at = lower.indexOf(find, from)) {
    if (at > from) parts.push({ at: from, text: text.slice(from, at), isFound: false });
    from = at + find.length;
    parts.push({ at, text: text.slice(at, from), isFound: true });
  }
  if (from < text.length) parts.push({ at: from, text: text.slice(from), isFound: false });
  return (
    <>
      {parts.map((part) =>
        part.isFound ? (
          <mark
            key={part.at}
            className="rounded-[2px] bg-warning-soft text-inherit shadow-[inset_0_-2px_0_var(--warning)]"
          >
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </>
  );
}

import { appCopy } from './copy.ts';

/** What stands instead of the app when the build lacks values: which ones and what they are. */
export function BadSetup({ problems }: { problems: readonly string[] }) {
  const { badSetup } = appCopy;
  return (
    <main className="mx-auto grid max-w-xl gap-3 px-4 pt-[16vh]">
      <h1 className="text-xl font-heavy tracking-(--tracking-display)">{badSetup.title}</h1>
      <p className="text-muted">{badSetup.text}</p>
      <ul className="grid list-disc gap-1 pl-5">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </main>
  );
}

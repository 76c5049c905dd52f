import { failed, note, ok, type Finding } from '../findings.ts';
import { SETTINGS, type Settings } from '../settings.ts';

/**
 * Whether all settings are given and of the expected form. Never shows a value.
 *
 * @param source what they were read from; null: the environment only
 * @param file where they belong
 */
export function checkSettings(settings: Settings, source: string | null, file: string): Finding[] {
  const findings: Finding[] = source
    ? [ok(`settings of ${source}`)]
    : [note(`there is no ${file}: settings are taken from the environment`)];
  const wrong = SETTINGS.flatMap((setting) => {
    const value = settings[setting.name];
    if (!value) {
      const missing = failed(`${setting.name} is not set`, `${setting.what}. Put it into ${file}`);
      return setting.isRequired ? [missing] : [];
    }
    const problem = setting.check?.(value) ?? null;
    return problem ? [failed(`${setting.name} ${problem}`, setting.what)] : [];
  });
  if (wrong.length > 0) return [...findings, ...wrong];
  const given = SETTINGS.filter(({ name }) => settings[name]);
  const left = SETTINGS.filter(({ name }) => !settings[name]).map(({ name }) => name);
  const defaults = left.length > 0 ? `; defaults for ${left.join(', ')}` : '';
  return [...findings, ok(`${given.length} settings given and of the right form${defaults}`)];
}

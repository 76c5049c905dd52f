export const supervisionCopy = {
  en: {
    title: 'Listening in',
    text: 'Owners and admins can listen to a call, whisper to the agent, or join. Every time is written down under Audit.',
    label: 'Agents see when somebody listens',
    failed: 'Not saved. The setting is as it was.',
  },
  fr: {
    title: 'Écoute des appels',
    text: 'Les propriétaires et les administrateurs peuvent écouter un appel, chuchoter à l’agent ou se joindre à l’appel. Chaque fois est consignée sous Audit.',
    label: 'Les agents voient quand quelqu’un écoute',
    failed: 'Non enregistré. Le réglage est resté tel quel.',
  },
};

const en = {
  title: 'Privacy',
  text: 'For a client who asks what you keep of them, or wants it gone.',
  export: 'Export everything',
  exporting: 'Collecting…',
  exportFailed: 'The data could not be collected. Try again in a moment.',
  exported: 'The file was saved in your downloads.',
  fileName: (name: string) => `client ${name}.json`,
  erase: 'Erase this client…',
  dialogTitle: (name: string) => `Erase ${name}?`,
  dialogText:
    'Calls, transcripts, notes, visits and tasks of this client are deleted for good, here and at Telnyx. Nobody can bring them back. The audit log keeps that you did it, without the name.',
  confirmLabel: (name: string) => `Type “${name}” to confirm`,
  confirm: 'Erase for good',
  erasing: 'Erasing…',
  cancel: 'Keep',
  erased: (calls: number) =>
    calls === 1 ? 'Erased, with 1 call.' : `Erased, with ${calls} calls.`,
  erasedLater: 'Erased here. Telnyx did not answer; its copies are deleted as soon as it does.',
  failures: {
    not_in_this_state: 'You are in a call with this client. Erase when it is over.',
    client_not_found: 'This client is gone already.',
    invalid_request: 'The name that you typed is not the client’s.',
    not_allowed: 'Only owners and admins may do this.',
    other: 'Nothing was erased. Try again in a moment.',
  },
};
export type PrivacyCopy = typeof en;

const fr: PrivacyCopy = {
  title: 'Confidentialité',
  text: 'Pour un client qui demande ce que vous conservez à son sujet, ou qui veut l’effacer.',
  export: 'Tout exporter',
  exporting: 'Collecte en cours…',
  exportFailed: 'Les données n’ont pas pu être réunies. Réessayez dans un instant.',
  exported: 'Le fichier est dans vos téléchargements.',
  fileName: (name) => `client ${name}.json`,
  erase: 'Effacer ce client…',
  dialogTitle: (name) => `Effacer ${name} ?`,
  dialogText:
    'Les appels, transcriptions, notes, visites et tâches de ce client sont supprimés pour toujours, ici et chez Telnyx. Personne ne peut les rétablir. Le journal garde que vous l’avez fait, sans le nom.',
  confirmLabel: (name) => `Tapez « ${name} » pour confirmer`,
  confirm: 'Effacer pour toujours',
  erasing: 'Effacement…',
  cancel: 'Conserver',
  erased: (calls) => (calls === 1 ? 'Effacé, avec 1 appel.' : `Effacé, avec ${calls} appels.`),
  erasedLater:
    'Effacé ici. Telnyx n’a pas répondu ; ses copies seront supprimées dès que possible.',
  failures: {
    not_in_this_state: 'Vous êtes en appel avec ce client. Effacez-le une fois l’appel terminé.',
    client_not_found: 'Ce client n’existe déjà plus.',
    invalid_request: 'Le nom tapé n’est pas celui du client.',
    not_allowed: 'Seuls les propriétaires et les administrateurs peuvent le faire.',
    other: 'Rien n’a été effacé. Réessayez dans un instant.',
  },
};

export const privacyCopy = { en, fr };

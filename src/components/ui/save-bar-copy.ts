const en = {
  unsaved: 'Changes not saved yet',
  discard: 'Discard',
  save: 'Save',
  saving: 'Saving…',
};
export type SaveBarCopy = typeof en;

const fr: SaveBarCopy = {
  unsaved: 'Modifications non enregistrées',
  discard: 'Annuler',
  save: 'Enregistrer',
  saving: 'Enregistrement…',
};

export const saveBarCopy = { en, fr };

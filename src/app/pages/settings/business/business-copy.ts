const en = {
  title: 'Business',
  text: 'Opening hours, visits and the day’s spending are counted in the time zone of the business.',
  onlyAdmins: 'Owners and admins can change this. You can look.',
  name: 'Name',
  nameMissing: 'Enter the name of the business.',
  country: 'Country',
  timeZone: 'Time zone',
  saved: 'The business is saved.',
  failed: 'Not saved. What you changed is kept here: try again.',
  loading: 'Loading the business',
};
export type BusinessCopy = typeof en;

const fr: BusinessCopy = {
  title: 'Entreprise',
  text: 'Les heures d’ouverture, les visites et la dépense du jour suivent le fuseau horaire de l’entreprise.',
  onlyAdmins:
    'Les propriétaires et les administrateurs peuvent modifier ceci. Vous pouvez le consulter.',
  name: 'Nom',
  nameMissing: 'Entrez le nom de l’entreprise.',
  country: 'Pays',
  timeZone: 'Fuseau horaire',
  saved: 'L’entreprise est enregistrée.',
  failed: 'Non enregistré. Vos modifications sont conservées ici : réessayez.',
  loading: 'Chargement de l’entreprise',
};

export const businessCopy = { en, fr };

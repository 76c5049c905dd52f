import type { HealthFix } from '@core/contracts/health.ts';
import type { ServerCheckId } from '@core/health-check-names.ts';
import type { CheckWords } from './health-rows.ts';
import type { commonWords } from './server-words.ts';

/** The same in French. */

export const commonWordsFr: typeof commonWords = {
  fine: { finding: 'Fonctionne' },
  not_checked: { finding: 'Non vérifié : réglez d’abord ce qui est en panne ci-dessus' },
  no_answer: {
    finding: 'Aucune réponse à temps',
    remedy:
      'Vérifiez de nouveau dans une minute. Si cela dure, status.telnyx.com signale les perturbations.',
  },
  missing: {
    finding: 'N’existe plus chez Telnyx',
    remedy: 'Supprimé chez Telnyx. « Numéros et configuration » en crée un nouveau.',
  },
  failed: { finding: 'Telnyx a refusé de répondre' },
};

export const serverWordsFr: Record<ServerCheckId, CheckWords> = {
  api_key: {
    fine: { finding: ({ ending }) => `Acceptée, se termine par ${ending}` },
    key_refused: {
      finding: ({ ending }) => `Telnyx refuse la clé qui se termine par ${ending}`,
      remedy:
        'Aucun appel ne peut être fait ni pris. Créez une clé dans le portail Telnyx, sous « API keys », enregistrez-la comme secret TELNYX_API_KEY des fonctions, puis vérifiez de nouveau. Seule la personne qui gère le serveur peut l’enregistrer.',
    },
  },
  webhook: {
    fine: { finding: 'Telnyx envoie les événements ici' },
    points_elsewhere: {
      finding: ({ host }) =>
        `Telnyx envoie les événements à une autre adresse : ${host || 'aucune'}`,
      remedy:
        'Les nouveaux appels ne sonnent pas ici et la fin des appels n’arrive pas. L’adresse peut être rétablie d’ici.',
    },
    failover_elsewhere: {
      finding: ({ host }) => `La deuxième adresse n’est pas la nôtre : ${host}`,
      remedy: 'Elle ne sert que si la première échoue. Les événements envoyés là sont perdus.',
    },
    old_version: {
      finding: 'Telnyx envoie les événements sous une ancienne forme',
      remedy: 'Seule la forme 2 est comprise. Elle peut être choisie d’ici.',
    },
    missing: {
      finding: 'L’application Call Control n’existe plus',
      remedy: 'Supprimée chez Telnyx. « Numéros et configuration » en crée une nouvelle.',
    },
  },
  application: {
    fine: { finding: 'Activée' },
    inactive: {
      finding: 'Désactivée chez Telnyx',
      remedy: 'Les appelants entendent que le numéro est hors service, et aucun appel ne part.',
    },
    missing: { finding: 'Disparue', remedy: '« Numéros et configuration » en crée une nouvelle.' },
  },
  last_event: {
    fine: { finding: ({ ago }) => `Dernier événement de Telnyx : ${ago}` },
    no_event_yet: { finding: 'Aucun événement : il n’y a pas eu d’appel' },
    late: {
      finding: ({ ago }) => `Le dernier événement est arrivé en retard (${ago})`,
      remedy:
        'Les sonneries arrivent en retard. Telnyx répète un événement qui n’a pas été pris : voyez « Fonctions ».',
    },
    not_arriving: {
      finding: ({ count }) =>
        count === 1
          ? 'Telnyx a un appel qui ne nous a pas été signalé'
          : `Telnyx a ${count} appels qui ne nous ont pas été signalés`,
      remedy:
        'Les événements n’arrivent pas : les appels ne sonnent nulle part. Voyez « Adresse de webhook », « Signature » et « Fonctions ».',
    },
  },
  signature: {
    fine: { finding: 'La clé de Telnyx est connue; aucun refus depuis une heure' },
    key_unknown: {
      finding: 'Telnyx signe avec une clé inconnue ici',
      remedy:
        'La clé a été changée chez Telnyx. Tout événement est refusé tant que la nouvelle n’est pas lue : aucun appel ne sonne.',
    },
    refused_lately: {
      finding: ({ count }) =>
        count === 1
          ? 'Une requête sans signature valide depuis une heure'
          : `${count} requêtes sans signature valide depuis une heure`,
      remedy:
        'Elles ont été refusées et n’ont rien laissé. Quelqu’un essaie l’adresse, ou la clé vient de changer.',
    },
  },
  numbers: {
    fine: { finding: ({ numbers }) => `${numbers} : sonne dans cette application` },
    none: {
      finding: 'Cette entreprise n’a aucun numéro',
      remedy:
        'Personne ne peut appeler. Obtenez ou rattachez un numéro sous « Numéros et configuration ».',
    },
    other_connection: {
      finding: ({ numbers }) => `${numbers} : relié à autre chose chez Telnyx`,
      remedy: 'Ses appels n’arrivent pas ici. Il peut être relié de nouveau à cette application.',
    },
    not_in_account: {
      finding: ({ numbers }) => `${numbers} : absent de ce compte Telnyx`,
      remedy: 'Il a été libéré, ou la clé API est celle d’un autre compte.',
    },
    inactive: {
      finding: ({ numbers }) => `${numbers} : pas encore actif`,
      remedy: 'Telnyx le prépare. Cela prend quelques minutes, parfois une journée.',
    },
  },
  voice_profile: {
    fine: { finding: 'Rattaché et activé' },
    missing: {
      finding: 'L’application n’en a pas',
      remedy: 'Sans lui, Telnyx ne laisse sortir aucun appel.',
    },
    disabled: {
      finding: 'Désactivé',
      remedy:
        'Aucun appel ne peut sortir. Il est désactivé quand les appels sont arrêtés sous « Limites », ou l’a été chez Telnyx.',
    },
  },
  credential_connection: {
    fine: { finding: 'Les navigateurs peuvent s’inscrire' },
    inactive: {
      finding: 'Désactivée chez Telnyx',
      remedy: 'Aucun navigateur ne peut s’inscrire : les appels ne sonnent nulle part.',
    },
  },
  sip_calling: {
    fine: { finding: 'Permis' },
    disabled: {
      finding: 'Les appels vers les navigateurs sont désactivés chez Telnyx',
      remedy: 'Prendre un appel échoue : Telnyx refuse de faire sonner le navigateur.',
    },
  },
  lines: {
    fine: {
      finding: ({ count, limit }) =>
        limit > 0 ? `${count} sur ${limit} occupées` : `${count} occupées`,
    },
    few_left: {
      finding: ({ count, limit }) => `${count} sur ${limit} occupées`,
      remedy: 'Chaque appel en prend deux. « Limites » peut en permettre plus.',
    },
    all_used: {
      finding: ({ limit }) => `Les ${limit} sont occupées`,
      remedy: 'Aucun autre appel ne peut être pris ni fait. « Limites » peut en permettre plus.',
    },
  },
  balance: {
    fine: { finding: 'Suffisant' },
    low: {
      finding: 'Presque épuisé',
      remedy: 'À zéro, Telnyx ne laisse sortir aucun appel. Rechargez dans le portail.',
    },
    empty: {
      finding: 'Épuisé',
      remedy: 'Telnyx ne laisse sortir aucun appel. Rechargez dans le portail.',
    },
  },
  database: {
    fine: { finding: 'Jointe, migrations à jour' },
    migrations_missing: {
      finding: ({ count }) =>
        count === 1 ? 'Une migration manque' : `${count} migrations manquent`,
      remedy: 'Des parties de l’application échouent : lancez « npm run deploy » (docs/deploy.md).',
    },
  },
  functions: {
    fine: { finding: ({ count }) => `Les ${count} répondent` },
    crashing: {
      finding: ({ functions }) => `${functions} : ne fonctionne pas`,
      remedy:
        'Elle plante ou ne répond pas. Son journal dit pourquoi, souvent un secret manquant. Une fois réglé ou déployé de nouveau, vérifiez encore.',
    },
    missing: {
      finding: ({ functions }) => `${functions} : non déployée`,
      remedy: 'Lancez « npm run deploy » (docs/deploy.md), puis vérifiez de nouveau.',
    },
  },
  sweeper: {
    fine: { finding: ({ ago }) => `Répare les appels bloqués; passé ${ago}` },
    never_ran: {
      finding: 'N’est jamais passé',
      remedy:
        'Un appel bloqué le reste. Sa minuterie manque : « npm run deploy » la crée (docs/operate.md). Le bouton le fait passer une fois.',
    },
    stopped: {
      finding: ({ ago }) => `Arrêté; dernier passage ${ago}`,
      remedy:
        'Un appel bloqué le reste. Le bouton le fait passer une fois. S’il s’arrête encore, sa minuterie a disparu : « npm run deploy » en crée une (docs/operate.md).',
    },
  },
  commands: {
    fine: { finding: 'Aucun n’est en retard' },
    overdue: {
      finding: ({ count }) =>
        count === 1 ? 'Un ordre à Telnyx est en retard' : `${count} ordres à Telnyx sont en retard`,
      remedy: 'Telnyx ne les a pas encore pris. La minuterie les répète.',
    },
  },
  dead_letters: {
    fine: { finding: 'Aucun mis de côté' },
    set_aside: {
      finding: ({ count }) =>
        count === 1
          ? 'Un événement n’a pas été compris et a été mis de côté'
          : `${count} événements n’ont pas été compris et ont été mis de côté`,
      remedy: 'Rien n’est perdu. Regardez-les, réessayez ou écartez-les.',
    },
  },
  ai: {
    fine: {
      finding: ({ count }) =>
        count === 1 ? 'À jour, sur une ligne' : `À jour, sur ${count} lignes`,
    },
    unused: { finding: 'Désactivé sur toutes les lignes' },
    out_of_step: {
      finding: 'Telnyx n’a pas ce qui a été publié',
      remedy: 'Les appelants risquent de n’avoir aucune réponse, ou une ancienne.',
    },
    failed: {
      finding: 'La dernière synchronisation a échoué',
      remedy: 'Les appelants ont pour réponse ce qui a été publié avant.',
    },
  },
};

export const fixWordsFr: Record<HealthFix, string> = {
  set_webhook_url: 'Rétablir l’adresse',
  activate_application: 'Activer',
  attach_number: 'Relier à cette application',
  enable_sip_calling: 'Permettre les appels aux navigateurs',
  activate_credential_connection: 'Activer',
  attach_voice_profile: 'Rattacher le profil vocal',
  fetch_public_key: 'Lire la nouvelle clé',
  run_sweeper: 'Faire passer maintenant',
  resync_ai: 'Synchroniser de nouveau',
};

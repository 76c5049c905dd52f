import '../../local/start.ts';

export const support = 1;

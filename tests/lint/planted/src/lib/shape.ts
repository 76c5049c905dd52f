export type Shape = 'round' | 'square' | 'flat';

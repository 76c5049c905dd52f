export const parseBody = (text: string): number => Number(text);

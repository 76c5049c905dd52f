export interface Database {
  row: string;
}

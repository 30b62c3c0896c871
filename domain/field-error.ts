/** What is wrong with one field of a document that a person has edited; `field` is its path, such as `ladders.officialLate.1.at`. */
export interface FieldError {
  field: string;
  message: string;
}

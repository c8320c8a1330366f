export class SupplierNotFoundError extends Error {
  override readonly name = 'SupplierNotFoundError';
  readonly code = 'SUPPLIER_NOT_FOUND';
  readonly httpStatus = 404;
  constructor(id: string) {
    super(`No supplier ${id}`);
  }
}

export class SupplierCodeTakenError extends Error {
  override readonly name = 'SupplierCodeTakenError';
  readonly code = 'SUPPLIER_CODE_TAKEN';
  readonly httpStatus = 409;
  constructor(code: string) {
    super(`The merchant has a supplier with the code ${code} already`);
  }
}

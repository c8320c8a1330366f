import { conflict, notFound, ProblemError } from '#platform';

export const notAPicture = (): ProblemError =>
  new ProblemError(
    415,
    'NOT_A_PICTURE',
    'Only whole JPEG, PNG and WebP pictures up to 64 megapixels, and 20,000 on a side.',
  );

export const tooManyPhotos = (): ProblemError => conflict('TOO_MANY_PHOTOS', 'It has all the photos it can have.');

export const photoNotFound = (): ProblemError => notFound('PHOTO_NOT_FOUND', 'There is no such photo.');

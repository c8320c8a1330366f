import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Photo } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from './icon.js';
import classes from './photo-gallery.module.css';

interface PhotoGalleryProps {
  photos: readonly Photo[];
  addressOf: (photo: Photo) => string;
  /** What a photo is called, by its place from 1. */
  nameOf: (number: number) => string;
}

/**
 * Photos that people took. They are drawn as pictures only, where no browser runs what may be hidden in one; their
 * address by itself is for saving.
 */
export function PhotoGallery({ photos, addressOf, nameOf }: PhotoGalleryProps): ReactNode {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      <ul className={classes['photos']}>
        {photos.map((photo, index) => (
          <li key={photo.sha256}>
            <button type="button" onClick={() => setShown(index)}>
              <img src={addressOf(photo)} alt={nameOf(index + 1)} loading="lazy" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      <Viewer photos={photos} addressOf={addressOf} nameOf={nameOf} shown={shown} onShow={setShown} />
    </>
  );
}

interface ViewerProps extends PhotoGalleryProps {
  shown: number | null;
  onShow: (index: number | null) => void;
}

function Viewer({ photos, addressOf, nameOf, shown, onShow }: ViewerProps): ReactNode {
  const { t } = useI18n();
  const photo = shown === null ? undefined : photos[shown];
  const title = nameOf((shown ?? 0) + 1);
  const step = (by: number): void => {
    const next = (shown ?? 0) + by;
    if (photos[next]) onShow(next);
  };
  return (
    <Modal
      opened={photo !== undefined}
      onClose={() => onShow(null)}
      title={title}
      size="xl"
      closeButtonProps={{ 'aria-label': t('action.cancel') }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(1);
        if (event.key === 'ArrowLeft') step(-1);
      }}
    >
      {photo === undefined ? null : (
        <>
          <img className={classes['large']} src={addressOf(photo)} alt={title} />
          <div className={classes['viewer']}>
            <Button aria-label={t('claim.photo.previous')} disabled={shown === 0} onClick={() => step(-1)}>
              <Icon name="left" />
            </Button>
            <Button aria-label={t('claim.photo.next')} disabled={shown === photos.length - 1} onClick={() => step(1)}>
              <Icon name="right" />
            </Button>
            <span className="quiet num">{t('claim.photo.size', { width: photo.width, height: photo.height })}</span>
            <a href={addressOf(photo)} download className="link">
              {t('claim.photo.save')}
            </a>
          </div>
        </>
      )}
    </Modal>
  );
}

import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addPhoto, photoAddress } from '../api/claims.js';
import type { Claim } from '../api/types.js';
import { useI18n } from '../i18n/i18n.js';
import { Icon } from '../ui/icon.js';
import { problemText } from '../ui/states.js';
import classes from './claim.module.css';
import { useClaimChange } from './use-claim.js';

const TYPES = 'image/jpeg,image/png,image/webp';

/**
 * The photos that prove the claim. They are drawn as pictures only, where no browser runs what may be hidden in one;
 * their address by itself is for saving.
 */
export function ClaimPhotos({ claim, mayAdd }: { claim: Claim; mayAdd: boolean }): ReactNode {
  const { t } = useI18n();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      {claim.photos.length === 0 ? <p className="quiet">{t('claim.photos.empty')}</p> : null}
      <ul className={classes['photos']}>
        {claim.photos.map(({ sha256 }, index) => (
          <li key={sha256}>
            <button type="button" onClick={() => setShown(index)}>
              <img
                src={photoAddress(claim.id, sha256)}
                alt={t('claim.photo', { number: index + 1, claim: claim.number })}
                loading="lazy"
                decoding="async"
              />
            </button>
          </li>
        ))}
      </ul>
      {mayAdd ? <AddPhotos claimId={claim.id} /> : null}
      <Viewer claim={claim} shown={shown} onShow={setShown} />
    </>
  );
}

interface ViewerProps {
  claim: Claim;
  shown: number | null;
  onShow: (index: number | null) => void;
}

function Viewer({ claim, shown, onShow }: ViewerProps): ReactNode {
  const { t } = useI18n();
  const photo = shown === null ? undefined : claim.photos[shown];
  const title = t('claim.photo', { number: (shown ?? 0) + 1, claim: claim.number });
  const step = (by: number): void => {
    const next = (shown ?? 0) + by;
    if (claim.photos[next]) onShow(next);
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
          <img className={classes['large']} src={photoAddress(claim.id, photo.sha256)} alt={title} />
          <div className={classes['viewer']}>
            <Button aria-label={t('claim.photo.previous')} disabled={shown === 0} onClick={() => step(-1)}>
              <Icon name="left" />
            </Button>
            <Button
              aria-label={t('claim.photo.next')}
              disabled={shown === claim.photos.length - 1}
              onClick={() => step(1)}
            >
              <Icon name="right" />
            </Button>
            <span className="quiet num">{t('claim.photo.size', { width: photo.width, height: photo.height })}</span>
            <a href={photoAddress(claim.id, photo.sha256)} download className="link">
              {t('claim.photo.save')}
            </a>
          </div>
        </>
      )}
    </Modal>
  );
}

/** One after the other: what one of them is refused for does not stop the rest, and is said by its name. */
function AddPhotos({ claimId }: { claimId: string }): ReactNode {
  const { t, word } = useI18n();
  const [refused, setRefused] = useState<string[]>([]);
  const add = useClaimChange(async (files: readonly File[]) => {
    setRefused([]);
    for (const file of files) {
      try {
        await addPhoto(claimId, file);
      } catch (error) {
        const reason = problemText(error, word);
        setRefused((before) => [...before, t('claim.photo.failed', { name: file.name, reason })]);
      }
    }
  });
  return (
    <div className={classes['add']}>
      <label className={classes['file']}>
        {t('claim.photo.add')}{' '}
        <input
          type="file"
          accept={TYPES}
          multiple
          disabled={add.isPending}
          onChange={(event) => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = '';
            if (files.length > 0) add.mutate(files);
          }}
        />
      </label>
      <span className="quiet">{t('claim.photo.hint')}</span>
      {refused.length === 0 ? null : (
        <div role="alert" className="tone-bad">
          {refused.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
    </div>
  );
}

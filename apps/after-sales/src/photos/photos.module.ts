import { Module } from '@nestjs/common';
import { PhotoCleanupWorker } from './photo-cleanup.worker.js';
import { PhotoFiles } from './photo-files.service.js';

@Module({ providers: [PhotoFiles, PhotoCleanupWorker], exports: [PhotoFiles] })
export class PhotosModule {}

import * as z from 'zod';

/** `waiting`: the waiting room, where the bureau sees who waits. */
export const VIDEO_ROOMS = ['session', 'waiting'] as const;

/**
 * POST /api/sessions/:id/video-token: a ticket to come in. It gives leave to nothing: what one may hear and send is set by
 * the server once one is in, and changes with the session. `?room=waiting` is for the bureau, to see who waits.
 */
export const videoTicket = z
  .strictObject({
    url: z.string(),
    token: z.string(),
    room: z.enum(VIDEO_ROOMS),
    /** Who one is there: the participant, or `hall` for the hall's screen. */
    identity: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'VideoTicket' });
export type VideoTicket = z.output<typeof videoTicket>;
export const videoRoomQuery = z.strictObject({ room: z.enum(VIDEO_ROOMS).default('session') });

/**
 * Somebody as the video server sees them now. Evidence, not presence: that is the page's own line to us (`online` in the
 * pulse), so whoever is seen here and not there is a ghost.
 */
export const sighting = z
  .strictObject({
    /** Participant, or `hall`. */
    participant: z.string(),
    room: z.enum(VIDEO_ROOMS),
    /** Sound and picture are connected, not only the call for them. */
    connected: z.boolean(),
    /** May hear what is sent. */
    hears: z.boolean(),
    microphone: z.enum(['on', 'muted', 'off']),
    camera: z.enum(['on', 'muted', 'off']),
    screen: z.boolean(),
    /** The language interpreted into. */
    channel: z.string().nullable(),
  })
  .meta({ id: 'VideoSighting' });
export type Sighting = z.output<typeof sighting>;

export const SEEN = ['joined', 'left', 'published', 'unpublished'] as const;
/** One thing the video server told of somebody, kept for a month. */
export const evidenceLine = z
  .strictObject({
    participant: z.string(),
    what: z.enum(SEEN),
    /** Of a track: microphone, camera, screen. */
    source: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'VideoEvidence' });
export type EvidenceLine = z.output<typeof evidenceLine>;

/** GET /api/sessions/:id/video, for the bureau. */
export const videoOverview = z
  .strictObject({
    configured: z.boolean(),
    /** A recording can be started. */
    recording: z.boolean(),
    now: z.array(sighting),
    /** The newest first, at most 500. */
    evidence: z.array(evidenceLine),
    recordings: z.array(
      z.strictObject({
        id: z.string(),
        since: z.string(),
        to: z.string().nullable(),
        failed: z.string().nullable(),
        /** On the machine that records. */
        file: z.string().nullable(),
        /** In seconds of the file: what was on, and who spoke. */
        marks: z.array(
          z.strictObject({ seconds: z.int(), item: z.string().nullable(), speaker: z.string().nullable() }),
        ),
      }),
    ),
  })
  .meta({ id: 'VideoOverview' });
export type VideoOverview = z.output<typeof videoOverview>;

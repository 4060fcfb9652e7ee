/** Made from the types of the state by state-schema.slow.test.ts, which holds it to them; `WRITE_SCHEMAS=1` writes it anew. */
export const stateSchema: { readonly [name: string]: { readonly [key: string]: unknown } } = {
  State: {
    type: 'object',
    properties: {
      session: {
        $ref: '#/$defs/SessionSlice',
      },
      prepared: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              council: {
                type: 'object',
                properties: {
                  id: {
                    type: 'string',
                  },
                  name: {
                    $ref: '#/$defs/Wording',
                  },
                },
                required: ['id', 'name'],
              },
              session: {
                type: 'object',
                properties: {
                  id: {
                    type: 'string',
                  },
                  number: {
                    type: 'integer',
                  },
                  title: {
                    $ref: '#/$defs/Wording',
                  },
                  form: {
                    enum: ['hall', 'hybrid', 'remote'],
                  },
                  place: {
                    $ref: '#/$defs/Wording',
                  },
                  startsLocal: {
                    type: 'string',
                  },
                  endsLocal: {
                    type: 'string',
                  },
                  zone: {
                    type: 'string',
                  },
                  sample: {
                    type: 'boolean',
                  },
                  startsAt: {
                    type: 'string',
                  },
                },
                required: ['id', 'number', 'title', 'form', 'place', 'startsLocal', 'endsLocal', 'zone', 'sample'],
              },
              rules: {
                type: 'object',
                properties: {
                  citation: {
                    $ref: '#/$defs/Wording',
                  },
                  quorum: {
                    anyOf: [
                      {
                        type: 'object',
                        properties: {
                          base: {
                            enum: ['filled', 'statutory'],
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'fraction',
                          },
                          by: {
                            enum: ['heads', 'weight'],
                          },
                        },
                        required: ['base', 'num', 'den', 'cmp', 'kind'],
                      },
                      {
                        type: 'object',
                        properties: {
                          each: {
                            type: 'integer',
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'states_share',
                          },
                        },
                        required: ['each', 'num', 'den', 'cmp', 'kind'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'all',
                          },
                          of: {
                            type: 'array',
                            items: {
                              anyOf: [
                                {
                                  type: 'object',
                                  properties: {
                                    base: {
                                      enum: ['filled', 'statutory'],
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'fraction',
                                    },
                                    by: {
                                      enum: ['heads', 'weight'],
                                    },
                                  },
                                  required: ['base', 'num', 'den', 'cmp', 'kind'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    each: {
                                      type: 'integer',
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'states_share',
                                    },
                                  },
                                  required: ['each', 'num', 'den', 'cmp', 'kind'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'category',
                                    },
                                    of: {
                                      type: 'array',
                                      items: {
                                        type: 'object',
                                        properties: {
                                          category: {
                                            enum: ['expert', 'ngo', 'state'],
                                          },
                                          seats: {
                                            type: 'integer',
                                          },
                                        },
                                        required: ['category', 'seats'],
                                      },
                                    },
                                  },
                                  required: ['kind', 'of'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'number',
                                    },
                                    seats: {
                                      type: 'integer',
                                    },
                                    by: {
                                      enum: ['heads', 'weight'],
                                    },
                                  },
                                  required: ['kind', 'seats'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'states',
                                    },
                                    states: {
                                      type: 'integer',
                                    },
                                    each: {
                                      type: 'integer',
                                    },
                                  },
                                  required: ['kind', 'states', 'each'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    of: {
                                      enum: ['ballots', 'cast'],
                                    },
                                    base: {
                                      enum: ['filled', 'present', 'statutory'],
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'participation',
                                    },
                                  },
                                  required: ['of', 'base', 'num', 'den', 'cmp', 'kind'],
                                },
                              ],
                            },
                          },
                        },
                        required: ['kind', 'of'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'category',
                          },
                          of: {
                            type: 'array',
                            items: {
                              type: 'object',
                              properties: {
                                category: {
                                  enum: ['expert', 'ngo', 'state'],
                                },
                                seats: {
                                  type: 'integer',
                                },
                              },
                              required: ['category', 'seats'],
                            },
                          },
                        },
                        required: ['kind', 'of'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'number',
                          },
                          seats: {
                            type: 'integer',
                          },
                          by: {
                            enum: ['heads', 'weight'],
                          },
                        },
                        required: ['kind', 'seats'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'states',
                          },
                          states: {
                            type: 'integer',
                          },
                          each: {
                            type: 'integer',
                          },
                        },
                        required: ['kind', 'states', 'each'],
                      },
                      {
                        type: 'object',
                        properties: {
                          of: {
                            enum: ['ballots', 'cast'],
                          },
                          base: {
                            enum: ['filled', 'present', 'statutory'],
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'participation',
                          },
                        },
                        required: ['of', 'base', 'num', 'den', 'cmp', 'kind'],
                      },
                    ],
                  },
                  majorities: {
                    type: 'array',
                    items: {
                      type: 'object',
                      properties: {
                        key: {
                          type: 'string',
                        },
                        threshold: {
                          type: 'object',
                          properties: {
                            base: {
                              enum: ['ballots', 'cast', 'filled', 'present', 'statutory'],
                            },
                            num: {
                              type: 'integer',
                            },
                            den: {
                              type: 'integer',
                            },
                            cmp: {
                              enum: ['gt', 'gte'],
                            },
                            kind: {
                              enum: ['fraction', 'half_plus_one', 'unanimity'],
                            },
                            and: {
                              type: 'array',
                              items: {
                                type: 'object',
                                properties: {
                                  base: {
                                    enum: ['ballots', 'cast', 'filled', 'present', 'statutory'],
                                  },
                                  num: {
                                    type: 'integer',
                                  },
                                  den: {
                                    type: 'integer',
                                  },
                                  cmp: {
                                    enum: ['gt', 'gte'],
                                  },
                                  kind: {
                                    enum: ['fraction', 'half_plus_one', 'unanimity'],
                                  },
                                  except: {
                                    type: 'integer',
                                  },
                                  by: {
                                    enum: ['heads', 'weight'],
                                  },
                                  invalidInBase: {
                                    type: 'boolean',
                                  },
                                },
                                required: ['base', 'num', 'den', 'cmp', 'kind'],
                              },
                            },
                            states: {
                              type: 'object',
                              properties: {
                                base: {
                                  enum: ['all', 'present', 'with_position'],
                                },
                                num: {
                                  type: 'integer',
                                },
                                den: {
                                  type: 'integer',
                                },
                                cmp: {
                                  enum: ['gt', 'gte'],
                                },
                                position: {
                                  enum: ['head', 'internal'],
                                },
                              },
                              required: ['base', 'num', 'den', 'cmp', 'position'],
                            },
                            except: {
                              type: 'integer',
                            },
                            by: {
                              enum: ['heads', 'weight'],
                            },
                            invalidInBase: {
                              type: 'boolean',
                            },
                          },
                          required: ['base', 'num', 'den', 'cmp', 'kind'],
                        },
                      },
                      required: ['key', 'threshold'],
                    },
                  },
                  tie: {
                    enum: ['chairExtra', 'chairSide', 'rejected', 'revote'],
                  },
                  presenceGrace: {
                    type: 'integer',
                  },
                  speech: {
                    type: 'object',
                    properties: {
                      seconds: {
                        type: 'integer',
                      },
                      grace: {
                        type: 'integer',
                      },
                    },
                    required: ['seconds', 'grace'],
                  },
                  version: {
                    type: 'integer',
                  },
                  preset: {
                    type: 'string',
                  },
                  quorumToOpen: {
                    anyOf: [
                      {
                        type: 'object',
                        properties: {
                          base: {
                            enum: ['filled', 'statutory'],
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'fraction',
                          },
                          by: {
                            enum: ['heads', 'weight'],
                          },
                        },
                        required: ['base', 'num', 'den', 'cmp', 'kind'],
                      },
                      {
                        type: 'object',
                        properties: {
                          each: {
                            type: 'integer',
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'states_share',
                          },
                        },
                        required: ['each', 'num', 'den', 'cmp', 'kind'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'all',
                          },
                          of: {
                            type: 'array',
                            items: {
                              anyOf: [
                                {
                                  type: 'object',
                                  properties: {
                                    base: {
                                      enum: ['filled', 'statutory'],
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'fraction',
                                    },
                                    by: {
                                      enum: ['heads', 'weight'],
                                    },
                                  },
                                  required: ['base', 'num', 'den', 'cmp', 'kind'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    each: {
                                      type: 'integer',
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'states_share',
                                    },
                                  },
                                  required: ['each', 'num', 'den', 'cmp', 'kind'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'category',
                                    },
                                    of: {
                                      type: 'array',
                                      items: {
                                        type: 'object',
                                        properties: {
                                          category: {
                                            enum: ['expert', 'ngo', 'state'],
                                          },
                                          seats: {
                                            type: 'integer',
                                          },
                                        },
                                        required: ['category', 'seats'],
                                      },
                                    },
                                  },
                                  required: ['kind', 'of'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'number',
                                    },
                                    seats: {
                                      type: 'integer',
                                    },
                                    by: {
                                      enum: ['heads', 'weight'],
                                    },
                                  },
                                  required: ['kind', 'seats'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    kind: {
                                      const: 'states',
                                    },
                                    states: {
                                      type: 'integer',
                                    },
                                    each: {
                                      type: 'integer',
                                    },
                                  },
                                  required: ['kind', 'states', 'each'],
                                },
                                {
                                  type: 'object',
                                  properties: {
                                    of: {
                                      enum: ['ballots', 'cast'],
                                    },
                                    base: {
                                      enum: ['filled', 'present', 'statutory'],
                                    },
                                    num: {
                                      type: 'integer',
                                    },
                                    den: {
                                      type: 'integer',
                                    },
                                    cmp: {
                                      enum: ['gt', 'gte'],
                                    },
                                    kind: {
                                      const: 'participation',
                                    },
                                  },
                                  required: ['of', 'base', 'num', 'den', 'cmp', 'kind'],
                                },
                              ],
                            },
                          },
                        },
                        required: ['kind', 'of'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'category',
                          },
                          of: {
                            type: 'array',
                            items: {
                              type: 'object',
                              properties: {
                                category: {
                                  enum: ['expert', 'ngo', 'state'],
                                },
                                seats: {
                                  type: 'integer',
                                },
                              },
                              required: ['category', 'seats'],
                            },
                          },
                        },
                        required: ['kind', 'of'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'number',
                          },
                          seats: {
                            type: 'integer',
                          },
                          by: {
                            enum: ['heads', 'weight'],
                          },
                        },
                        required: ['kind', 'seats'],
                      },
                      {
                        type: 'object',
                        properties: {
                          kind: {
                            const: 'states',
                          },
                          states: {
                            type: 'integer',
                          },
                          each: {
                            type: 'integer',
                          },
                        },
                        required: ['kind', 'states', 'each'],
                      },
                      {
                        type: 'object',
                        properties: {
                          of: {
                            enum: ['ballots', 'cast'],
                          },
                          base: {
                            enum: ['filled', 'present', 'statutory'],
                          },
                          num: {
                            type: 'integer',
                          },
                          den: {
                            type: 'integer',
                          },
                          cmp: {
                            enum: ['gt', 'gte'],
                          },
                          kind: {
                            const: 'participation',
                          },
                        },
                        required: ['of', 'base', 'num', 'den', 'cmp', 'kind'],
                      },
                    ],
                  },
                  quorumAt: {
                    enum: ['both', 'close', 'open', 'participation'],
                  },
                  quorumGrace: {
                    type: 'integer',
                  },
                  debateWithoutQuorum: {
                    type: 'boolean',
                  },
                  tieOverridesBase: {
                    type: 'boolean',
                  },
                  chairAsked: {
                    type: 'boolean',
                  },
                  debate: {
                    type: 'object',
                    properties: {
                      motionsBy: {
                        enum: ['bureau', 'seats'],
                      },
                      secondsRequired: {
                        type: 'integer',
                      },
                      procedureMajority: {
                        type: 'string',
                      },
                      reconsiderMajority: {
                        type: 'string',
                      },
                      speakers: {
                        enum: ['delegation', 'fifo', 'firstTime', 'proContra', 'roundRobin'],
                      },
                      limits: {
                        type: 'object',
                        properties: {
                          seconds: {
                            type: 'integer',
                          },
                          speeches: {
                            type: 'integer',
                          },
                          total: {
                            type: 'integer',
                          },
                        },
                      },
                      replies: {
                        type: 'integer',
                      },
                      replySeconds: {
                        type: 'integer',
                      },
                      reconnectGrace: {
                        type: 'integer',
                      },
                    },
                  },
                  representation: {
                    type: 'object',
                    properties: {
                      proxies: {
                        type: 'object',
                        properties: {
                          perHolder: {
                            type: 'integer',
                          },
                          countForQuorum: {
                            type: 'boolean',
                          },
                        },
                        required: ['perHolder', 'countForQuorum'],
                      },
                      substitutes: {
                        type: 'boolean',
                      },
                      recusal: {
                        enum: ['excluded', 'present'],
                      },
                      recusedMaySpeak: {
                        type: 'boolean',
                      },
                    },
                  },
                  ballots: {
                    type: 'object',
                    properties: {
                      changeAllowed: {
                        type: 'boolean',
                      },
                      assisted: {
                        type: 'boolean',
                      },
                      consensusExcept: {
                        type: 'integer',
                      },
                      writtenLeastMinutes: {
                        type: 'integer',
                      },
                      secretLeast: {
                        type: 'integer',
                      },
                      mayCastAfterLeaving: {
                        type: 'boolean',
                      },
                      silence: {
                        type: 'object',
                        properties: {
                          least: {
                            type: 'integer',
                          },
                          citation: {
                            $ref: '#/$defs/Wording',
                          },
                        },
                        required: ['least', 'citation'],
                      },
                    },
                  },
                  elections: {
                    type: 'object',
                    properties: {
                      count: {
                        enum: ['seats', 'weights'],
                      },
                    },
                  },
                  offices: {
                    type: 'object',
                    properties: {
                      presidesFrom: {
                        enum: ['at_once', 'end_of_item', 'never', 'next_session'],
                      },
                    },
                  },
                  video: {
                    type: 'object',
                    properties: {
                      admission: {
                        enum: ['everyone', 'known', 'oneByOne'],
                      },
                      camera: {
                        enum: ['always', 'floor', 'vote'],
                      },
                      identity: {
                        enum: [0, 3],
                      },
                      languages: {
                        type: 'array',
                        items: {
                          enum: ['en', 'hy', 'kk', 'ky', 'ru', 'tg', 'uz'],
                        },
                      },
                      consent: {
                        $ref: '#/$defs/Wording',
                      },
                    },
                  },
                  furtherDevice: {
                    enum: ['link', 'press', 'secretary'],
                  },
                },
                required: ['citation', 'quorum', 'majorities', 'tie', 'presenceGrace', 'speech'],
              },
              statutorySeats: {
                type: 'integer',
              },
              seats: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    id: {
                      type: 'string',
                    },
                    label: {
                      $ref: '#/$defs/Wording',
                    },
                    delegation: {
                      type: 'string',
                    },
                    category: {
                      enum: ['expert', 'ngo', 'state'],
                    },
                    filled: {
                      type: 'boolean',
                    },
                    weight: {
                      type: 'integer',
                    },
                    head: {
                      type: 'boolean',
                    },
                  },
                  required: ['id', 'label', 'delegation', 'category', 'filled'],
                },
              },
              participants: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    id: {
                      type: 'string',
                    },
                    role: {
                      enum: ['chair', 'delegate', 'deputy', 'interpreter', 'observer', 'secretary'],
                    },
                    seat: {
                      anyOf: [
                        {
                          type: 'null',
                        },
                        {
                          type: 'string',
                        },
                      ],
                    },
                    label: {
                      $ref: '#/$defs/Wording',
                    },
                    mode: {
                      enum: ['hall', 'remote'],
                    },
                    nameHash: {
                      anyOf: [
                        {
                          type: 'null',
                        },
                        {
                          type: 'string',
                        },
                      ],
                    },
                  },
                  required: ['id', 'role', 'seat', 'label', 'mode', 'nameHash'],
                },
              },
              agenda: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    id: {
                      type: 'string',
                    },
                    title: {
                      $ref: '#/$defs/Wording',
                    },
                    rapporteur: {
                      anyOf: [
                        {
                          type: 'null',
                        },
                        {
                          type: 'string',
                        },
                      ],
                    },
                  },
                  required: ['id', 'title', 'rapporteur'],
                },
              },
            },
            required: ['council', 'session', 'rules', 'statutorySeats', 'seats', 'participants', 'agenda'],
          },
        ],
      },
      agenda: {
        $ref: '#/$defs/AgendaSlice',
      },
      attendance: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/AttendanceRecord',
        },
      },
      floor: {
        $ref: '#/$defs/FloorSlice',
      },
      motions: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/Motion',
        },
      },
      votings: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/Voting',
        },
      },
      ballots: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: {
            $ref: '#/$defs/Ballot',
          },
        },
      },
      decisions: {
        type: 'array',
        items: {
          $ref: '#/$defs/AdoptedDecision',
        },
      },
      tasks: {
        type: 'array',
        items: {
          $ref: '#/$defs/Task',
        },
      },
      offices: {
        type: 'array',
        items: {
          $ref: '#/$defs/OfficeAppointment',
        },
      },
      elections: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/Election',
        },
      },
      represent: {
        $ref: '#/$defs/RepresentationState',
      },
      hands: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/HallCount',
        },
      },
      assists: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: {
            $ref: '#/$defs/AssistedBallot',
          },
        },
      },
      order: {
        $ref: '#/$defs/PointsOfOrderState',
      },
      remarks: {
        type: 'array',
        items: {
          $ref: '#/$defs/Remark',
        },
      },
      admission: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/AdmissionLine',
        },
      },
      video: {
        $ref: '#/$defs/Moderation',
      },
      interpretation: {
        $ref: '#/$defs/Interpretation',
      },
      devices: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/ParticipantDevices',
        },
      },
      recording: {
        type: 'array',
        items: {
          $ref: '#/$defs/Recording',
        },
      },
    },
    required: [
      'session',
      'prepared',
      'agenda',
      'attendance',
      'floor',
      'motions',
      'votings',
      'ballots',
      'decisions',
      'tasks',
      'offices',
    ],
  },
  SessionSlice: {
    type: 'object',
    properties: {
      phase: {
        enum: ['closed', 'none', 'open', 'prepared', 'recess'],
      },
      procedure: {
        type: 'integer',
      },
      presiding: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      openedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      closedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      quorumAtOpening: {
        anyOf: [
          {
            $ref: '#/$defs/QuorumFinding',
          },
          {
            type: 'null',
          },
        ],
      },
      recess: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              since: {
                type: 'string',
              },
              until: {
                anyOf: [
                  {
                    type: 'null',
                  },
                  {
                    type: 'string',
                  },
                ],
              },
            },
            required: ['since', 'until'],
          },
        ],
      },
      notHeld: {
        $ref: '#/$defs/NotHeld',
      },
      unheard: {
        type: 'array',
        items: {
          $ref: '#/$defs/UnheardSpeaker',
        },
      },
      next: {
        type: 'string',
      },
    },
    required: ['phase', 'presiding', 'openedAt', 'closedAt', 'quorumAtOpening', 'recess'],
  },
  QuorumFinding: {
    type: 'object',
    properties: {
      present: {
        type: 'integer',
      },
      base: {
        type: 'integer',
      },
      need: {
        type: 'integer',
      },
      met: {
        type: 'boolean',
      },
      tested: {
        enum: ['ballots'],
      },
      asked: {
        type: 'integer',
      },
      parts: {
        type: 'array',
        items: {
          $ref: '#/$defs/QuorumPartFinding',
        },
      },
    },
    required: ['present', 'base', 'need', 'met'],
  },
  QuorumPartFinding: {
    type: 'object',
    properties: {
      kind: {
        enum: ['category', 'heads', 'participation', 'states'],
      },
      by: {
        enum: ['heads', 'weight'],
      },
      of: {
        enum: ['filled', 'number', 'present', 'statutory'],
      },
      category: {
        type: 'string',
      },
      each: {
        type: 'integer',
      },
      counted: {
        enum: ['ballots', 'cast'],
      },
      got: {
        type: 'integer',
      },
      base: {
        type: 'integer',
      },
      need: {
        type: 'integer',
      },
      met: {
        type: 'boolean',
      },
    },
    required: ['kind', 'by', 'got', 'base', 'need', 'met'],
  },
  NotHeld: {
    type: 'object',
    properties: {
      by: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
      quorum: {
        $ref: '#/$defs/QuorumFinding',
      },
      present: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            seat: {
              type: 'string',
            },
            mode: {
              enum: ['hall', 'remote'],
            },
          },
          required: ['seat', 'mode'],
        },
      },
    },
    required: ['by', 'at', 'quorum', 'present'],
  },
  UnheardSpeaker: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['participant', 'item'],
  },
  AgendaSlice: {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        items: {
          $ref: '#/$defs/AgendaItem',
        },
      },
      current: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['items', 'current'],
  },
  AgendaItem: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      title: {
        $ref: '#/$defs/Wording',
      },
      rapporteur: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      status: {
        enum: ['current', 'finished', 'pending'],
      },
      takenAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      finishedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      debate: {
        enum: ['adjourned', 'closed', 'open'],
      },
      mustHearAll: {
        type: 'boolean',
      },
      pauses: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            from: {
              type: 'string',
            },
            to: {
              type: 'string',
            },
          },
          required: ['from', 'to'],
        },
      },
    },
    required: ['id', 'title', 'rapporteur', 'status', 'takenAt', 'finishedAt'],
  },
  Wording: {
    type: 'object',
    properties: {
      ru: {
        type: 'string',
      },
      en: {
        type: 'string',
      },
      ky: {
        type: 'string',
      },
      uz: {
        type: 'string',
      },
      hy: {
        type: 'string',
      },
      kk: {
        type: 'string',
      },
      tg: {
        type: 'string',
      },
    },
  },
  AttendanceRecord: {
    type: 'object',
    properties: {
      here: {
        type: 'boolean',
      },
      mode: {
        enum: ['hall', 'remote'],
      },
      lostAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      intervals: {
        type: 'array',
        items: {
          $ref: '#/$defs/Interval',
        },
      },
      corrections: {
        type: 'array',
        items: {
          $ref: '#/$defs/Correction',
        },
      },
    },
    required: ['here', 'mode', 'lostAt', 'intervals', 'corrections'],
  },
  Interval: {
    type: 'object',
    properties: {
      from: {
        type: 'string',
      },
      to: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      mode: {
        enum: ['hall', 'remote'],
      },
      source: {
        enum: ['secretary', 'self'],
      },
    },
    required: ['from', 'to', 'mode', 'source'],
  },
  Correction: {
    type: 'object',
    properties: {
      at: {
        type: 'string',
      },
      by: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
      before: {
        type: 'array',
        items: {
          $ref: '#/$defs/Interval',
        },
      },
    },
    required: ['at', 'by', 'reason', 'before'],
  },
  FloorSlice: {
    type: 'object',
    properties: {
      queue: {
        type: 'array',
        items: {
          $ref: '#/$defs/FloorRequest',
        },
      },
      holder: {
        anyOf: [
          {
            $ref: '#/$defs/FloorHolder',
          },
          {
            type: 'null',
          },
        ],
      },
      closed: {
        type: 'boolean',
      },
      mode: {
        enum: ['delegation', 'fifo', 'firstTime', 'proContra', 'roundRobin'],
      },
      limits: {
        type: 'object',
        properties: {
          seconds: {
            type: 'integer',
          },
          speeches: {
            type: 'integer',
          },
          total: {
            type: 'integer',
          },
        },
      },
      interrupted: {
        anyOf: [
          {
            $ref: '#/$defs/FloorHolder',
          },
          {
            type: 'null',
          },
        ],
      },
      kept: {
        type: 'array',
        items: {
          $ref: '#/$defs/ReservedTurn',
        },
      },
      spoken: {
        type: 'array',
        items: {
          $ref: '#/$defs/SpeechRecord',
        },
      },
    },
    required: ['queue', 'holder'],
  },
  FloorRequest: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      askedAt: {
        type: 'string',
      },
      entered: {
        type: 'boolean',
      },
      kind: {
        enum: ['intervention', 'reply', 'speech'],
      },
      stance: {
        enum: ['against', 'for', 'neutral'],
      },
      placed: {
        type: 'boolean',
      },
      returned: {
        type: 'boolean',
      },
      left: {
        type: 'integer',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['participant', 'askedAt', 'entered'],
  },
  FloorHolder: {
    type: 'object',
    properties: {
      kind: {
        enum: ['intervention', 'point', 'reply', 'speech'],
      },
      participant: {
        type: 'string',
      },
      since: {
        type: 'string',
      },
      seconds: {
        type: 'integer',
      },
      endsAt: {
        type: 'string',
      },
      pausedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      pausedFor: {
        enum: ['lost', 'point'],
      },
      resumes: {
        type: 'boolean',
      },
      stance: {
        enum: ['against', 'for', 'neutral'],
      },
      placed: {
        type: 'boolean',
      },
      returned: {
        type: 'boolean',
      },
      left: {
        type: 'integer',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['participant', 'since', 'seconds', 'endsAt', 'pausedAt'],
  },
  ReservedTurn: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      kind: {
        enum: ['intervention', 'reply', 'speech'],
      },
      stance: {
        enum: ['against', 'for', 'neutral'],
      },
      placed: {
        type: 'boolean',
      },
      returned: {
        type: 'boolean',
      },
      left: {
        type: 'integer',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['participant'],
  },
  SpeechRecord: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      seconds: {
        type: 'integer',
      },
      pieces: {
        type: 'integer',
      },
      kind: {
        enum: ['intervention', 'reply', 'speech'],
      },
      stance: {
        enum: ['against', 'for', 'neutral'],
      },
      placed: {
        type: 'boolean',
      },
      returned: {
        type: 'boolean',
      },
      left: {
        type: 'integer',
      },
    },
    required: ['participant', 'item', 'seconds'],
  },
  Motion: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      item: {
        type: 'string',
      },
      text: {
        $ref: '#/$defs/Wording',
      },
      version: {
        type: 'integer',
      },
      hash: {
        type: 'string',
      },
      mover: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      status: {
        enum: [
          'admitted',
          'adopted',
          'deferred',
          'inadmissible',
          'lapsed',
          'merged',
          'no_decision',
          'not_put',
          'put',
          'referred',
          'rejected',
          'repealed',
          'submitted',
          'superseded',
          'withdrawn',
        ],
      },
      seconders: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      why: {
        type: 'string',
      },
      amends: {
        type: 'string',
      },
      change: {
        $ref: '#/$defs/TextChange',
      },
      amendedBy: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      rivalOf: {
        type: 'string',
      },
      rivalOrder: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      partOf: {
        type: 'string',
      },
      operative: {
        type: 'boolean',
      },
      division: {
        type: 'boolean',
      },
      secretOnly: {
        type: 'boolean',
      },
      order: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      procedure: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: {
                const: 'appeal',
              },
              point: {
                type: 'string',
              },
            },
            required: ['kind', 'point'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'changeAgenda',
              },
              order: {
                type: 'array',
                items: {
                  type: 'string',
                },
              },
            },
            required: ['kind', 'order'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'limitTime',
              },
              seconds: {
                type: 'integer',
              },
            },
            required: ['kind', 'seconds'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'suspend',
              },
              minutes: {
                anyOf: [
                  {
                    type: 'integer',
                  },
                  {
                    type: 'null',
                  },
                ],
              },
            },
            required: ['kind', 'minutes'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                enum: ['adjourn', 'adjournDebate', 'closeDebate', 'closeList'],
              },
            },
            required: ['kind'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                enum: ['reconsider', 'secretVote', 'separateVote'],
              },
              motion: {
                type: 'string',
              },
            },
            required: ['kind', 'motion'],
          },
        ],
      },
      effect: {
        type: 'object',
        properties: {
          kind: {
            enum: ['repeals', 'supersedes'],
          },
          motion: {
            type: 'string',
          },
        },
        required: ['kind', 'motion'],
      },
      supersededBy: {
        type: 'string',
      },
      mergedInto: {
        type: 'string',
      },
      until: {
        type: 'object',
        properties: {
          item: {
            anyOf: [
              {
                type: 'null',
              },
              {
                type: 'string',
              },
            ],
          },
          date: {
            anyOf: [
              {
                type: 'null',
              },
              {
                type: 'string',
              },
            ],
          },
        },
        required: ['item', 'date'],
      },
      referredTo: {
        type: 'object',
        properties: {
          body: {
            $ref: '#/$defs/Wording',
          },
          due: {
            anyOf: [
              {
                type: 'null',
              },
              {
                type: 'string',
              },
            ],
          },
        },
        required: ['body', 'due'],
      },
      reconsidered: {
        type: 'boolean',
      },
    },
    required: ['id', 'item', 'text', 'version', 'hash', 'mover', 'status'],
  },
  TextChange: {
    type: 'object',
    properties: {
      kind: {
        enum: ['add', 'delete', 'replace'],
      },
      passage: {
        anyOf: [
          {
            $ref: '#/$defs/Wording',
          },
          {
            type: 'null',
          },
        ],
      },
      words: {
        anyOf: [
          {
            $ref: '#/$defs/Wording',
          },
          {
            type: 'null',
          },
        ],
      },
    },
    required: ['kind', 'passage', 'words'],
  },
  Voting: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      kind: {
        enum: ['election', 'motion'],
      },
      motion: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              id: {
                type: 'string',
              },
              version: {
                type: 'integer',
              },
              hash: {
                type: 'string',
              },
              text: {
                $ref: '#/$defs/Wording',
              },
            },
            required: ['id', 'version', 'hash', 'text'],
          },
        ],
      },
      office: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              id: {
                type: 'string',
              },
              title: {
                $ref: '#/$defs/Wording',
              },
            },
            required: ['id', 'title'],
          },
        ],
      },
      choices: {
        type: 'array',
        items: {
          $ref: '#/$defs/Choice',
        },
      },
      method: {
        enum: ['named', 'secret'],
      },
      threshold: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              base: {
                enum: ['ballots', 'cast', 'filled', 'present', 'statutory'],
              },
              num: {
                type: 'integer',
              },
              den: {
                type: 'integer',
              },
              cmp: {
                enum: ['gt', 'gte'],
              },
              kind: {
                enum: ['fraction', 'half_plus_one', 'unanimity'],
              },
              and: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    base: {
                      enum: ['ballots', 'cast', 'filled', 'present', 'statutory'],
                    },
                    num: {
                      type: 'integer',
                    },
                    den: {
                      type: 'integer',
                    },
                    cmp: {
                      enum: ['gt', 'gte'],
                    },
                    kind: {
                      enum: ['fraction', 'half_plus_one', 'unanimity'],
                    },
                    except: {
                      type: 'integer',
                    },
                    by: {
                      enum: ['heads', 'weight'],
                    },
                    invalidInBase: {
                      type: 'boolean',
                    },
                  },
                  required: ['base', 'num', 'den', 'cmp', 'kind'],
                },
              },
              states: {
                type: 'object',
                properties: {
                  base: {
                    enum: ['all', 'present', 'with_position'],
                  },
                  num: {
                    type: 'integer',
                  },
                  den: {
                    type: 'integer',
                  },
                  cmp: {
                    enum: ['gt', 'gte'],
                  },
                  position: {
                    enum: ['head', 'internal'],
                  },
                },
                required: ['base', 'num', 'den', 'cmp', 'position'],
              },
              except: {
                type: 'integer',
              },
              by: {
                enum: ['heads', 'weight'],
              },
              invalidInBase: {
                type: 'boolean',
              },
              key: {
                type: 'string',
              },
            },
            required: ['base', 'num', 'den', 'cmp', 'kind', 'key'],
          },
        ],
      },
      tie: {
        enum: ['chairExtra', 'chairSide', 'rejected', 'revote'],
      },
      tieOverridesBase: {
        type: 'boolean',
      },
      chairAsked: {
        type: 'boolean',
      },
      revoteOf: {
        type: 'string',
      },
      presiding: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      register: {
        type: 'array',
        items: {
          $ref: '#/$defs/RegisterRow',
        },
      },
      statutory: {
        type: 'integer',
      },
      filled: {
        type: 'integer',
      },
      quorum: {
        $ref: '#/$defs/QuorumFinding',
      },
      openedAt: {
        type: 'string',
      },
      closesAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      runoffOf: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      closedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      result: {
        anyOf: [
          {
            $ref: '#/$defs/Result',
          },
          {
            type: 'null',
          },
        ],
      },
      key: {
        $ref: '#/$defs/BallotKey',
      },
      endedAt: {
        type: 'string',
      },
      presentAtEnd: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      unsealed: {
        type: 'object',
        properties: {
          voted: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
        required: ['voted'],
      },
      way: {
        enum: ['consensus', 'hands', 'no_objection', 'paper', 'roll_call', 'silence', 'written'],
      },
      test: {
        type: 'boolean',
      },
      repeats: {
        type: 'string',
      },
      voided: {
        type: 'object',
        properties: {
          reason: {
            enum: ['few', 'irregular', 'key_lost', 'mistake', 'outage'],
          },
          by: {
            type: 'string',
          },
          at: {
            type: 'string',
          },
          voted: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          ballots: {
            type: 'integer',
          },
          least: {
            type: 'integer',
          },
        },
        required: ['reason', 'by', 'at'],
      },
      roll: {
        type: 'object',
        properties: {
          seed: {
            type: 'string',
          },
          order: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
        required: ['seed', 'order'],
      },
      called: {
        type: 'object',
        properties: {
          seat: {
            type: 'string',
          },
          call: {
            enum: [1, 2],
          },
        },
        required: ['seat', 'call'],
      },
      hallCounted: {
        type: 'boolean',
      },
      tellers: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      paper: {
        type: 'object',
        properties: {
          seats: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          round: {
            type: 'integer',
          },
          entered: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
          hand: {
            type: 'object',
            properties: {
              browser: {
                type: 'string',
              },
              device: {
                type: 'string',
              },
            },
          },
          counted: {
            type: 'boolean',
          },
        },
        required: ['seats', 'round', 'entered', 'counted'],
      },
      consensus: {
        type: 'object',
        properties: {
          by: {
            enum: ['seat', 'state'],
          },
          except: {
            type: 'integer',
          },
        },
        required: ['by', 'except'],
      },
      objections: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            seat: {
              type: 'string',
            },
            kind: {
              enum: ['amendment', 'objection'],
            },
            at: {
              type: 'string',
            },
          },
          required: ['seat', 'kind', 'at'],
        },
      },
      acknowledged: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      minAcknowledged: {
        type: 'integer',
      },
      countsBy: {
        enum: ['seats', 'weights'],
      },
      election: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
          },
          method: {
            enum: ['absolute_majority', 'approval', 'block_plurality', 'stv'],
          },
          seats: {
            type: 'integer',
          },
          onTie: {
            enum: ['lot', 'runoff'],
          },
          ballot: {
            anyOf: [
              {
                type: 'object',
                properties: {
                  kind: {
                    const: 'extra',
                  },
                  places: {
                    type: 'integer',
                  },
                  through: {
                    type: 'array',
                    items: {
                      type: 'string',
                    },
                  },
                },
                required: ['kind', 'places', 'through'],
              },
              {
                type: 'object',
                properties: {
                  kind: {
                    enum: ['first', 'second', 'tie'],
                  },
                },
                required: ['kind'],
              },
            ],
          },
        },
        required: ['id', 'method', 'seats', 'onTie', 'ballot'],
      },
      lotDue: {
        type: 'object',
        properties: {
          purpose: {
            type: 'string',
          },
          names: {
            type: 'array',
            items: {
              type: 'string',
            },
          },
        },
        required: ['purpose', 'names'],
      },
    },
    required: [
      'id',
      'item',
      'kind',
      'motion',
      'office',
      'choices',
      'method',
      'threshold',
      'tie',
      'presiding',
      'register',
      'statutory',
      'filled',
      'quorum',
      'openedAt',
      'closesAt',
      'runoffOf',
      'closedAt',
      'result',
    ],
  },
  Choice: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      label: {
        anyOf: [
          {
            $ref: '#/$defs/Wording',
          },
          {
            type: 'null',
          },
        ],
      },
      seat: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['id', 'label', 'seat'],
  },
  RegisterRow: {
    type: 'object',
    properties: {
      seat: {
        type: 'string',
      },
      participant: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      entitled: {
        type: 'boolean',
      },
      why: {
        enum: [
          'absent',
          'missed',
          'present',
          'proxy',
          'recused',
          'state_speaks',
          'suspended',
          'unidentified',
          'vacant',
        ],
      },
      weight: {
        type: 'integer',
      },
      delegation: {
        type: 'string',
      },
      head: {
        type: 'boolean',
      },
      by: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      counts: {
        type: 'boolean',
      },
      hall: {
        type: 'boolean',
      },
      away: {
        type: 'boolean',
      },
    },
    required: ['seat', 'participant', 'entitled', 'why'],
  },
  Result: {
    type: 'object',
    properties: {
      election: {
        $ref: '#/$defs/ElectionResult',
      },
      counts: {
        type: 'object',
        additionalProperties: {
          type: 'integer',
        },
      },
      invalid: {
        type: 'integer',
      },
      notVoting: {
        type: 'integer',
      },
      present: {
        type: 'integer',
      },
      outcome: {
        enum: ['adopted', 'elected', 'no_votes', 'not_elected', 'objected', 'rejected', 'tied', 'void'],
      },
      winners: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      base: {
        anyOf: [
          {
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
      },
      need: {
        anyOf: [
          {
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
      },
      decidedBy: {
        enum: [
          'chairExtra',
          'chairSide',
          'consensus',
          'lot',
          'no_objection',
          'none',
          'plurality',
          'quorum',
          'silence',
          'threshold',
        ],
      },
      voted: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      ballots: {
        anyOf: [
          {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                seat: {
                  type: 'string',
                },
                choice: {
                  type: 'string',
                },
                channel: {
                  enum: ['assisted', 'device', 'hand', 'voice'],
                },
                admitted: {
                  enum: ['one', 'recent'],
                },
              },
              required: ['seat', 'choice', 'channel'],
            },
          },
          {
            type: 'null',
          },
        ],
      },
      listHash: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      parts: {
        type: 'array',
        items: {
          $ref: '#/$defs/ResultPart',
        },
      },
      states: {
        type: 'array',
        items: {
          $ref: '#/$defs/StatePosition',
        },
      },
      weights: {
        $ref: '#/$defs/WeightCounts',
      },
      quorum: {
        $ref: '#/$defs/QuorumFinding',
      },
      presentAtClose: {
        $ref: '#/$defs/QuorumFinding',
      },
      asked: {
        type: 'integer',
      },
      awaits: {
        enum: ['chair', 'revote'],
      },
      casting: {
        enum: ['no', 'none', 'yes'],
      },
      hall: {
        $ref: '#/$defs/HallCount',
      },
      paper: {
        type: 'object',
        properties: {
          issued: {
            type: 'integer',
          },
          counted: {
            type: 'integer',
          },
        },
        required: ['issued', 'counted'],
      },
    },
    required: [
      'counts',
      'invalid',
      'notVoting',
      'present',
      'outcome',
      'winners',
      'base',
      'need',
      'decidedBy',
      'voted',
      'ballots',
      'listHash',
    ],
  },
  ElectionResult: {
    type: 'object',
    properties: {
      method: {
        enum: ['absolute_majority', 'approval', 'block_plurality', 'stv'],
      },
      outcome: {
        enum: ['elected', 'lot', 'no_votes', 'not_filled', 'runoff'],
      },
      seats: {
        type: 'integer',
      },
      elected: {
        type: 'array',
        items: {
          $ref: '#/$defs/Elected',
        },
      },
      runoff: {
        anyOf: [
          {
            $ref: '#/$defs/Runoff',
          },
          {
            type: 'null',
          },
        ],
      },
      pendingLot: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              purpose: {
                enum: ['exclusion', 'goes_on', 'seats', 'surplus'],
              },
              names: {
                type: 'array',
                items: {
                  type: 'string',
                },
              },
            },
            required: ['purpose', 'names'],
          },
        ],
      },
      tie: {
        anyOf: [
          {
            $ref: '#/$defs/Tie',
          },
          {
            type: 'null',
          },
        ],
      },
      unfilled: {
        anyOf: [
          {
            enum: ['against_all', 'below_threshold', 'too_few_candidates'],
          },
          {
            type: 'null',
          },
        ],
      },
      counts: {
        type: 'object',
        additionalProperties: {
          type: 'string',
        },
      },
      turnout: {
        $ref: '#/$defs/Turnout',
      },
      need: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              votes: {
                type: 'string',
              },
              base: {
                type: 'string',
              },
            },
            required: ['votes', 'base'],
          },
        ],
      },
      rounds: {
        type: 'array',
        items: {
          $ref: '#/$defs/Round',
        },
      },
      decidedBy: {
        enum: ['lot', 'none', 'previous_round', 'votes'],
      },
    },
    required: [
      'method',
      'outcome',
      'seats',
      'elected',
      'runoff',
      'pendingLot',
      'tie',
      'unfilled',
      'counts',
      'turnout',
      'need',
      'rounds',
      'decidedBy',
    ],
  },
  Elected: {
    type: 'object',
    properties: {
      candidate: {
        type: 'string',
      },
      by: {
        enum: ['last_places', 'lot', 'majority', 'quota', 'votes'],
      },
      votes: {
        type: 'string',
      },
      round: {
        type: 'integer',
      },
    },
    required: ['candidate', 'by', 'votes', 'round'],
  },
  Runoff: {
    type: 'object',
    properties: {
      kind: {
        enum: ['extra', 'second', 'tie'],
      },
      candidates: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      places: {
        type: 'integer',
      },
      through: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['kind', 'candidates', 'places', 'through'],
  },
  Tie: {
    type: 'object',
    properties: {
      purpose: {
        enum: ['exclusion', 'goes_on', 'seats', 'surplus'],
      },
      candidates: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      votes: {
        type: 'string',
      },
      places: {
        type: 'integer',
      },
      settledBy: {
        enum: ['lot', 'none', 'previous_round', 'runoff'],
      },
      taken: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      previousRound: {
        anyOf: [
          {
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
      },
      lot: {
        anyOf: [
          {
            $ref: '#/$defs/Lot',
          },
          {
            type: 'null',
          },
        ],
      },
    },
    required: ['purpose', 'candidates', 'votes', 'places', 'settledBy', 'taken', 'previousRound', 'lot'],
  },
  Lot: {
    type: 'object',
    properties: {
      seed: {
        type: 'string',
      },
      drawn: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            name: {
              type: 'string',
            },
            hash: {
              type: 'string',
            },
          },
          required: ['name', 'hash'],
        },
      },
    },
    required: ['seed', 'drawn'],
  },
  Turnout: {
    type: 'object',
    properties: {
      issued: {
        anyOf: [
          {
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
      },
      cast: {
        type: 'integer',
      },
      valid: {
        type: 'integer',
      },
      blank: {
        type: 'integer',
      },
      invalid: {
        type: 'integer',
      },
      againstAll: {
        type: 'integer',
      },
      validVotes: {
        type: 'string',
      },
      againstAllVotes: {
        type: 'string',
      },
    },
    required: ['issued', 'cast', 'valid', 'blank', 'invalid', 'againstAll', 'validVotes', 'againstAllVotes'],
  },
  Round: {
    type: 'object',
    properties: {
      number: {
        type: 'integer',
      },
      action: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: {
                const: 'exclusion',
              },
              from: {
                type: 'array',
                items: {
                  type: 'string',
                },
              },
              votes: {
                type: 'string',
              },
            },
            required: ['kind', 'from', 'votes'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'first',
              },
            },
            required: ['kind'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'surplus',
              },
              from: {
                type: 'string',
              },
              votes: {
                type: 'string',
              },
              surplus: {
                type: 'string',
              },
              factor: {
                type: 'string',
              },
            },
            required: ['kind', 'from', 'votes', 'surplus', 'factor'],
          },
        ],
      },
      transfers: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            to: {
              anyOf: [
                {
                  type: 'null',
                },
                {
                  type: 'string',
                },
              ],
            },
            votes: {
              type: 'string',
            },
          },
          required: ['to', 'votes'],
        },
      },
      counts: {
        type: 'object',
        additionalProperties: {
          type: 'string',
        },
      },
      exhausted: {
        type: 'string',
      },
      elected: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      tie: {
        anyOf: [
          {
            $ref: '#/$defs/Tie',
          },
          {
            type: 'null',
          },
        ],
      },
    },
    required: ['number', 'action', 'transfers', 'counts', 'exhausted', 'elected', 'tie'],
  },
  ResultPart: {
    type: 'object',
    properties: {
      of: {
        enum: ['members', 'states'],
      },
      by: {
        enum: ['heads', 'weight'],
      },
      rule: {
        type: 'object',
        properties: {
          kind: {
            enum: ['fraction', 'half_plus_one', 'unanimity'],
          },
          num: {
            type: 'integer',
          },
          den: {
            type: 'integer',
          },
          cmp: {
            enum: ['gt', 'gte'],
          },
          except: {
            type: 'integer',
          },
          invalidInBase: {
            type: 'boolean',
          },
          base: {
            enum: ['all', 'ballots', 'cast', 'filled', 'present', 'statutory', 'with_position'],
          },
        },
        required: ['kind', 'num', 'den', 'cmp', 'base'],
      },
      base: {
        type: 'integer',
      },
      need: {
        type: 'integer',
      },
      got: {
        type: 'integer',
      },
      passed: {
        type: 'boolean',
      },
    },
    required: ['of', 'by', 'rule', 'base', 'need', 'got', 'passed'],
  },
  StatePosition: {
    type: 'object',
    properties: {
      delegation: {
        type: 'string',
      },
      present: {
        type: 'integer',
      },
      yes: {
        type: 'integer',
      },
      no: {
        type: 'integer',
      },
      abstain: {
        type: 'integer',
      },
      position: {
        enum: ['against', 'for', 'none'],
      },
    },
    required: ['delegation', 'present', 'yes', 'no', 'abstain', 'position'],
  },
  WeightCounts: {
    type: 'object',
    properties: {
      counts: {
        type: 'object',
        additionalProperties: {
          type: 'integer',
        },
      },
      invalid: {
        type: 'integer',
      },
      notVoting: {
        type: 'integer',
      },
      present: {
        type: 'integer',
      },
    },
    required: ['counts', 'invalid', 'notVoting', 'present'],
  },
  HallCount: {
    type: 'object',
    additionalProperties: {
      type: 'integer',
    },
  },
  BallotKey: {
    type: 'object',
    properties: {
      public: {
        type: 'string',
      },
      holders: {
        type: 'array',
        items: {
          anyOf: [
            {
              type: 'object',
              properties: {
                participant: {
                  type: 'string',
                },
              },
              required: ['participant'],
            },
            {
              type: 'object',
              properties: {
                recoveryCode: {
                  const: true,
                },
              },
              required: ['recoveryCode'],
            },
          ],
        },
      },
    },
    required: ['public', 'holders'],
  },
  Ballot: {
    type: 'object',
    properties: {
      choice: {
        type: 'string',
      },
      by: {
        type: 'string',
      },
      channel: {
        enum: ['assisted', 'device', 'hand', 'voice'],
      },
      at: {
        type: 'string',
      },
      receipt: {
        type: 'string',
      },
      replaces: {
        type: 'string',
      },
      since: {
        type: 'string',
      },
      admitted: {
        enum: ['one', 'recent'],
      },
    },
    required: ['choice', 'by', 'channel', 'at', 'receipt'],
  },
  AdoptedDecision: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      motion: {
        type: 'string',
      },
      voting: {
        type: 'string',
      },
      text: {
        $ref: '#/$defs/Wording',
      },
      hash: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
      signed: {
        type: 'array',
        items: {
          $ref: '#/$defs/Signature',
        },
      },
      registered: {
        type: 'object',
        properties: {
          number: {
            type: 'integer',
          },
          label: {
            type: 'string',
          },
        },
        required: ['number', 'label'],
      },
      reconsidered: {
        type: 'boolean',
      },
    },
    required: ['id', 'item', 'motion', 'voting', 'text', 'hash', 'at'],
  },
  Signature: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      as: {
        enum: ['presiding', 'secretary'],
      },
      at: {
        type: 'string',
      },
      hand: {
        type: 'object',
        properties: {
          browser: {
            type: 'string',
          },
          device: {
            type: 'string',
          },
        },
      },
      oneHand: {
        const: true,
      },
    },
    required: ['participant', 'as', 'at'],
  },
  Task: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      decision: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      text: {
        $ref: '#/$defs/Wording',
      },
      responsible: {
        type: 'string',
      },
      due: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      at: {
        type: 'string',
      },
      co: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      next: {
        type: 'boolean',
      },
      report: {
        enum: ['document', 'oral', 'written'],
      },
      control: {
        type: 'string',
      },
      status: {
        enum: ['accepted', 'in_progress', 'open', 'reported', 'withdrawn'],
      },
      reportedAt: {
        type: 'string',
      },
      reportHash: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['id', 'decision', 'text', 'responsible', 'due', 'at'],
  },
  OfficeAppointment: {
    type: 'object',
    properties: {
      office: {
        type: 'string',
      },
      title: {
        $ref: '#/$defs/Wording',
      },
      seat: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      candidate: {
        type: 'string',
      },
      voting: {
        type: 'string',
      },
      term: {
        type: 'object',
        properties: {
          from: {
            type: 'string',
          },
          to: {
            type: 'string',
          },
        },
        required: ['from', 'to'],
      },
      at: {
        type: 'string',
      },
      itemEndedAt: {
        type: 'string',
      },
    },
    required: ['office', 'title', 'seat', 'candidate', 'voting', 'at'],
  },
  Election: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      office: {
        type: 'object',
        properties: {
          id: {
            type: 'string',
          },
          title: {
            $ref: '#/$defs/Wording',
          },
        },
        required: ['id', 'title'],
      },
      seats: {
        type: 'integer',
      },
      method: {
        enum: ['absolute_majority', 'approval', 'block_plurality', 'stv'],
      },
      onTie: {
        enum: ['lot', 'runoff'],
      },
      term: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'object',
            properties: {
              from: {
                type: 'string',
              },
              to: {
                type: 'string',
              },
            },
            required: ['from', 'to'],
          },
        ],
      },
      candidates: {
        type: 'array',
        items: {
          $ref: '#/$defs/Candidate',
        },
      },
    },
    required: ['id', 'item', 'office', 'seats', 'method', 'onTie', 'term', 'candidates'],
  },
  Candidate: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      label: {
        $ref: '#/$defs/Wording',
      },
      seat: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      withdrawn: {
        type: 'boolean',
      },
    },
    required: ['id', 'label', 'seat', 'withdrawn'],
  },
  RepresentationState: {
    type: 'object',
    properties: {
      proxies: {
        type: 'array',
        items: {
          $ref: '#/$defs/VotingProxy',
        },
      },
      substitutes: {
        type: 'array',
        items: {
          $ref: '#/$defs/Substitution',
        },
      },
      recusals: {
        type: 'array',
        items: {
          $ref: '#/$defs/Recusal',
        },
      },
      suspensions: {
        type: 'array',
        items: {
          $ref: '#/$defs/Suspension',
        },
      },
    },
    required: ['proxies', 'substitutes', 'recusals', 'suspensions'],
  },
  VotingProxy: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      principal: {
        type: 'string',
      },
      holder: {
        type: 'string',
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      after: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      instruction: {
        anyOf: [
          {
            type: 'object',
            properties: {
              kind: {
                const: 'directed',
              },
              choices: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: {
                    item: {
                      type: 'string',
                    },
                    choice: {
                      enum: ['abstain', 'no', 'yes'],
                    },
                  },
                  required: ['item', 'choice'],
                },
              },
            },
            required: ['kind', 'choices'],
          },
          {
            type: 'object',
            properties: {
              kind: {
                const: 'free',
              },
            },
            required: ['kind'],
          },
        ],
      },
      proof: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
      revokedAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['id', 'principal', 'holder', 'item', 'after', 'instruction', 'proof', 'at', 'revokedAt'],
  },
  Substitution: {
    type: 'object',
    properties: {
      seat: {
        type: 'string',
      },
      participant: {
        type: 'string',
      },
      from: {
        type: 'string',
      },
      to: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['seat', 'participant', 'from', 'to'],
  },
  Recusal: {
    type: 'object',
    properties: {
      seat: {
        type: 'string',
      },
      item: {
        type: 'string',
      },
      mode: {
        enum: ['excluded', 'present'],
      },
      at: {
        type: 'string',
      },
      withdrawnAt: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['seat', 'item', 'mode', 'at', 'withdrawnAt'],
  },
  Suspension: {
    type: 'object',
    properties: {
      seat: {
        type: 'string',
      },
      reason: {
        enum: ['credentials', 'decision', 'dues'],
      },
      from: {
        type: 'string',
      },
      to: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
    },
    required: ['seat', 'reason', 'from', 'to'],
  },
  AssistedBallot: {
    type: 'object',
    properties: {
      choice: {
        type: 'string',
      },
      by: {
        type: 'string',
      },
      confirmedBy: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      hand: {
        type: 'object',
        properties: {
          browser: {
            type: 'string',
          },
          device: {
            type: 'string',
          },
        },
      },
      oneHand: {
        const: true,
      },
      asked: {
        type: 'object',
        properties: {
          participant: {
            type: 'string',
          },
          until: {
            type: 'string',
          },
        },
        required: ['participant', 'until'],
      },
      unanswered: {
        type: 'boolean',
      },
      denied: {
        enum: ['not_so', 'voted'],
      },
    },
    required: ['choice', 'by', 'confirmedBy'],
  },
  PointsOfOrderState: {
    type: 'object',
    properties: {
      points: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/PointOfOrder',
        },
      },
      adjourning: {
        type: 'boolean',
      },
    },
    required: ['points'],
  },
  PointOfOrder: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      seat: {
        type: 'string',
      },
      participant: {
        type: 'string',
      },
      about: {
        enum: ['language', 'procedure', 'quorum', 'technical', 'time', 'voting'],
      },
      item: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      at: {
        type: 'string',
      },
      status: {
        enum: ['dismissed', 'pending', 'upheld', 'withdrawn'],
      },
      appeal: {
        type: 'string',
      },
      outcome: {
        enum: ['overruled', 'stands'],
      },
    },
    required: ['id', 'seat', 'participant', 'about', 'item', 'at', 'status'],
  },
  Remark: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      kind: {
        enum: ['dissent', 'explanation', 'reservation'],
      },
      seat: {
        type: 'string',
      },
      decision: {
        anyOf: [
          {
            type: 'null',
          },
          {
            type: 'string',
          },
        ],
      },
      voting: {
        type: 'string',
      },
      hash: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
    },
    required: ['id', 'kind', 'seat', 'decision', 'voting', 'hash', 'at'],
  },
  AdmissionLine: {
    type: 'object',
    properties: {
      stage: {
        enum: ['granted', 'refused', 'waiting'],
      },
      at: {
        type: 'string',
      },
      reason: {
        type: 'string',
      },
      lostAt: {
        type: 'string',
      },
      awaited: {
        type: 'boolean',
      },
      identity: {
        type: 'object',
        properties: {
          level: {
            type: 'integer',
          },
          at: {
            type: 'string',
          },
          by: {
            type: 'string',
          },
        },
        required: ['level', 'at', 'by'],
      },
    },
  },
  Moderation: {
    type: 'object',
    properties: {
      muted: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
      removed: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['muted', 'removed'],
  },
  Interpretation: {
    type: 'object',
    properties: {
      channels: {
        type: 'object',
        additionalProperties: {
          $ref: '#/$defs/ChannelLine',
        },
      },
      signal: {
        $ref: '#/$defs/InterpretationSignal',
      },
    },
    required: ['channels'],
  },
  ChannelLine: {
    type: 'object',
    properties: {
      participant: {
        type: 'string',
      },
      since: {
        type: 'string',
      },
      source: {
        enum: ['en', 'floor', 'hy', 'kk', 'ky', 'ru', 'tg', 'uz'],
      },
      relief: {
        type: 'string',
      },
    },
    required: ['participant', 'since', 'source'],
  },
  InterpretationSignal: {
    type: 'object',
    properties: {
      about: {
        enum: ['slower', 'sound'],
      },
      participant: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
    },
    required: ['about', 'participant', 'at'],
  },
  ParticipantDevices: {
    type: 'object',
    properties: {
      links: {
        type: 'array',
        items: {
          $ref: '#/$defs/IssuedLink',
        },
      },
      devices: {
        type: 'array',
        items: {
          $ref: '#/$defs/AdmittedDevice',
        },
      },
      votes: {
        type: 'string',
      },
      earlier: {
        type: 'array',
        items: {
          type: 'string',
        },
      },
    },
    required: ['links', 'devices'],
  },
  IssuedLink: {
    type: 'object',
    properties: {
      generation: {
        type: 'integer',
      },
      by: {
        $ref: '#/$defs/LinkIssuer',
      },
      reason: {
        enum: ['broken', 'changed', 'first', 'leaked', 'lost', 'other', 'unsaid'],
      },
      at: {
        type: 'string',
      },
      standing: {
        enum: ['alone', 'asked', 'confirmed', 'free', 'refused', 'revoked'],
      },
      until: {
        type: 'string',
      },
      settledBy: {
        type: 'string',
      },
    },
    required: ['generation', 'by', 'reason', 'at', 'standing'],
  },
  LinkIssuer: {
    type: 'object',
    properties: {
      account: {
        type: 'string',
      },
      participant: {
        type: 'string',
      },
    },
    required: ['account'],
  },
  AdmittedDevice: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      at: {
        type: 'string',
      },
      generation: {
        anyOf: [
          {
            type: 'integer',
          },
          {
            type: 'null',
          },
        ],
      },
      via: {
        enum: ['account', 'link'],
      },
      tookAt: {
        type: 'string',
      },
      ended: {
        type: 'boolean',
      },
    },
    required: ['id', 'at', 'generation', 'via'],
  },
  Recording: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
      },
      since: {
        type: 'string',
      },
      runsSince: {
        type: 'string',
      },
      to: {
        type: 'string',
      },
      failed: {
        type: 'string',
      },
    },
    required: ['id', 'since'],
  },
};

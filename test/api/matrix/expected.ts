/**
 * Who may come to which route, written by hand: `method path roles about`. A route that is served and not named here fails the test, and so does
 * a line whose route is gone. A new route: one line.
 *
 * Roles by letter: h hotline, c caseworker, s supervisor, l leader, d department, i institution, j discipline, a auditor, m admin; `public`
 * without a session. About: `case`, `complaint` or `closed` for a route below one case, which answers 404 to whoever may not see that case;
 * `evidence` and `document` for a paper of a case; `-` for everything else.
 */
export const ROUTES = `
  get  /me                                               hcsldijam  -
  post /me/absence                                       hcsldijam  -
  post /me/absence/end                                   hcsldijam  -
  get  /me/substitutes                                   hcsldijam  -
  get  /me/contact                                       hcsldijam  -
  post /me/contact                                       hcsldijam  -
  get  /me/interests                                     hcslj      -
  post /me/interests                                     hcslj      -
  get  /interests                                        m          -
  post /interests                                        m          -
  post /interests/{id}/end                               m          -
  get  /users                                            hcsljm     -
  post /users                                            m          -
  post /users/{id}/changes                               m          -
  post /users/{id}/disable                               m          -
  post /users/{id}/enable                                m          -
  post /users/{id}/reset-password                        m          -
  post /users/{id}/end-sessions                          m          -
  get  /users/{id}/events                                am         -
  get  /divisions                                        hcsldijam  -
  get  /organisations                                    m          -
  post /organisations                                    m          -
  get  /account-events                                   am         -
  post /users/{id}/absence                               slm        -
  post /users/{id}/absence/end                           slm        -
  get  /api-keys                                         m          -
  post /api-keys                                         m          -
  post /api-keys/{id}/revoke                             m          -
  get  /sign-in                                          public     -

  post /complaints                                       hcs        -
  get  /complaints/similar                               hcs        -
  post /filings                                          csi        -
  post /rectifications                                   csl        -
  get  /cases                                            hcsldijam  -
  get  /referrals                                        j          -
  get  /cases/{caseNo}                                   hcsldijam  case
  get  /cases/{caseNo}/events                            hcsldijam  case
  get  /cases/{caseNo}/deadline                          hcsldijam  case
  get  /cases/{caseNo}/trail                             hcsldijam  case
  get  /cases/{caseNo}/notifications                     cslja      case
  post /cases/{caseNo}/actions/{action}                  hcsldij    case
  post /cases/{caseNo}/evidence                          hcsldij    case
  get  /cases/{caseNo}/signatures                        hcsldijam  case
  post /cases/{caseNo}/signatures                        csi        case
  get  /cases/{caseNo}/documents                         hcsldijam  case
  get  /evidence/{id}                                    hcsldijam  evidence
  get  /documents/{id}                                   hcsldijam  document
  post /cases/{caseNo}/informant/requests                c          complaint
  get  /cases/{caseNo}/informant/requests                hcsldij    complaint
  post /cases/{caseNo}/informant/requests/{id}/decision  s          complaint
  get  /cases/{caseNo}/informant                         csj        complaint
  post /cases/{caseNo}/legal-hold                        sl         case
  post /cases/{caseNo}/anonymise                         l          case
  get  /retention                                        sla        -

  post /bulk/reassignments                               sl         -
  get  /jobs/{jobId}                                     hcsldijam  -
  post /imports/institutions                             sm         -
  post /imports/complaints                               sm         -
  get  /institutions                                     hcsldijam  -
  get  /industry-bans                                    csla       -
  get  /institutions/{id}                                hcsldijam  -
  post /institutions/{id}                                cs         -
  get  /institutions/{id}/changes                        cslam      -
  get  /exits                                            cslia      -
  get  /exits/{id}                                       cslia      -
  post /institutions/{id}/exits                          cs         -
  post /exits/{id}/decide                                l          -
  post /exits/{id}/place                                 csi        -
  post /exits/{id}/recordDisposal                        cs         -
  post /exits/{id}/settleDisposal                        cs         -
  post /exits/{id}/changePlan                            sl         -
  post /exits/{id}/complete                              sl         -
  post /exits/{id}/cancel                                sl         -
  get  /register-changes                                 am         -
  get  /calendar/deadline                                public     -
  get  /calendar                                         hcsldijam  -
  post /calendar                                         m          -
  post /calendar/preview                                 m          -
  get  /policies                                         cslam      -
  post /policies                                         m          -
  post /policies/preview                                 m          -
  get  /notifications                                    hcsldijam  -
  post /notifications/read                               hcsldijam  -
  post /notifications/{id}/read                          hcsldijam  -
  get  /events                                           hcsldijam  -
  get  /templates                                        m          -
  get  /templates/versions                               m          -
  post /templates                                        m          -
  post /templates/preview                                m          -
  get  /webhooks                                         m          -
  post /webhooks                                         m          -
  post /webhooks/{id}/enabled                            m          -
  get  /webhooks/{id}/deliveries                         m          -
  post /webhook-deliveries/{id}/replay                   m          -
  get  /cases/{caseNo}/letters                           csldpa     case
  post /cases/{caseNo}/letters/{no}/links                csl        -
  post /cases/{caseNo}/letters/{no}/revocation           csl        -
  get  /departments                                      cslm       -
  post /departments                                      m          -
  get  /exchange/institutions                            sm         -
  get  /exchange/cases                                   sm         -
  post /exchange/institutions                            sm         -
  post /exchange/reconciliation                          sm         -
  get  /exchange/log                                     sm         -
  get  /upward-reports                                   sla        -
  get  /upward-reports/owed                              sla        -
  get  /upward-reports/figures                           sla        -
  post /upward-reports                                   sl         -
  get  /reports/onTime                                   sla        -
  get  /reports/onTime/cases                             sla        -
  get  /reports/dwell                                    sla        -
  get  /reports/dwell/cases                              sla        -
  get  /reports/backlog                                  sla        -
  get  /reports/backlog/cases                            sla        -
  get  /reports/ladder                                   sla        -
  get  /reports/ladder/cases                             sla        -
  get  /reports/recurrences                              sla        -
  get  /reports/recurrences/cases                        sla        -
  get  /reports/load                                     sla        -
  get  /reports/load/cases                               sla        -
  get  /reports/divisions                                sla        -
  get  /reports/divisions/cases                          sla        -
  get  /reports/hazards                                   sla        -
  get  /reports/hazards/cases                             sla        -
  get  /reports/enforcement                               sla        -
  get  /reports/enforcement/cases                         sla        -
  get  /reports/sampling                                 sla        -
  get  /reports/sampling/cases                           sla        -
  get  /reports/coverage                                  sla        -
  get  /reports/coverage/cases                            sla        -
  get  /reports/worklist                                 sla        -
  get  /ops/drift                                        am         -
  post /ops/drift/{id}/decision                          m          -
  get  /ops/health                                       am         -
  get  /ops/messages                                     am         -
  post /ops/codec/decode                                 m          -
  get  /audit/verify                                     am         -
  post /audit/verify                                     am         -

  get  /public/letters/{token}                           public     -
  post /public/letters/{token}/reply                     public     -
  post /public/complaints                                public     -
  get  /public/complaints/{receiptCode}                  public     -
  post /public/complaints/{receiptCode}/supplements      public     -
  post /public/complaints/{receiptCode}/callback         public     -
  post /public/complaints/{receiptCode}/reopening        public     -
  post /public/complaints/{receiptCode}/evidence         public     -
  get  /public/complaints/{receiptCode}/documents/{id}   public     -
  get  /public/documents/{code}                          public     -
  get  /public/institutions                              public     -
  get  /public/unfiled                                   public     -
  get  /public/exits                                     public     -
  get  /public/blacklist                                 public     -
  get  /public/rectifications                            public     -
  get  /public/suggestions                               public     -
  get  /public/divisions                                 public     -
`;

/** Who sees which case of the scene (scene.ts), by the same letters; the caseworker and the section head are named in `conflicted`. */
export const SEEN = `
  own            hcsla   a complaint of the county
  sealed         j       its referral to discipline inspection
  noticed        cslia   a rectification of the institution of one's own, after its notice
  addressed      csldia  the same, its notice addressed to the fire brigade too
  unnoticed      csla    the same before its notice
  sameDivision   csla    a rectification of another institution of the county, after its notice
  otherDivision  -       a rectification of another county
  conflicted     hla     a complaint naming the caseworker and the section head
`;

/** A body that fits, for the routes below one case: without it what is hidden and what is not would answer 422 alike. */
export const BODIES: Record<string, unknown> = {
  '/cases/{caseNo}/informant/requests': { reason: '核查' },
  '/cases/{caseNo}/informant/requests/{id}/decision': { granted: false, reason: '不必' },
  '/cases/{caseNo}/signatures': { role: 'institution', name: '刘安康', evidenceId: '00000000-0000-4000-8000-000000000000' },
  '/cases/{caseNo}/legal-hold': { on: true, reason: '复议' },
  '/cases/{caseNo}/anonymise': { reason: '到期' },
  '/cases/{caseNo}/actions/{action}': { text: '记事' },
};

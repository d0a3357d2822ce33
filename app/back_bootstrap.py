"""Builds what no visitor's page needs, when it is first needed: studio and admin, writing, refreshes, mail, the queue.

Loading it takes half of a start. `app.bootstrap.Services` opens it once, whoever asks first.
"""

import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from app.db.clock import Clock
from app.db.database import Database
from app.domain.jobs import EXPORT, GENERATE, REFRESH, Kind
from app.domain.letters import Site
from app.domain.model_money import micro
from app.domain.rate_budget import Limits
from app.mail import Mailer, parse_url
from app.model_bootstrap import model_writer
from app.random_names import holder, new_id, new_token
from app.services.accounts import Accounts
from app.services.backup import BackupService
from app.services.connect import ConnectService
from app.services.consent_clock import ConsentClock
from app.services.copywriting import CopywritingService
from app.services.diagnosis import DiagnosisService
from app.services.engine_control import EngineControl
from app.services.engine_status import EngineStatus
from app.services.examples import ExampleService
from app.services.exports import ExportService
from app.services.forgetting import Forgetting
from app.services.generation import GenerationService
from app.services.generation_budget import GenerationBudget
from app.services.jobs import Handler, JobQueue, JobRunner
from app.services.key_rotation import KeyRotation
from app.services.leadership import Leadership
from app.services.leaving import LeavingService
from app.services.mailboxes import Mailboxes
from app.services.mailing import Mailing
from app.services.membership import MembershipService
from app.services.metrics import MetricsService
from app.services.model_costs import ModelCosts
from app.services.model_gate import ModelGate
from app.services.notice_steps import NoticeSteps
from app.services.one_sheets import OneSheetService
from app.services.photos import PhotoService
from app.services.pictures import SitePicture
from app.services.planning import Planner
from app.services.probing import SpotifyProbe
from app.services.provider_gate import DatabaseGate, ProbeGate
from app.services.publishing import PublishingService
from app.services.recheck import RecheckService
from app.services.refresh import RefreshService
from app.services.renewing import Renewing
from app.services.reports import ReportService
from app.services.retention import RetentionService
from app.services.returning import ReturningService
from app.services.rounds import Rounds
from app.services.sealed_tokens import SealedTokens
from app.services.second_factor import SecondFactorService
from app.services.sharing import SharingService
from app.services.signed_links import SignedLinks
from app.services.status import StatusService
from app.services.storage import StorageService
from app.services.studio import StudioService
from app.services.token_refresh import TokenRefresh
from app.services.tokens import TokenService
from app.services.withholding import WithholdingService
from app.settings import Settings
from app.spotify.client import SpotifyClient
from app.spotify.values import SpotifyConfig
from app.vault import Vault

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.db.advisory_lock import AdvisoryLock


@dataclass(frozen=True, slots=True)
class Back:
    """What a process that only shows pages never loads."""

    second_factor: SecondFactorService
    keys: KeyRotation
    connect: ConnectService
    queue: JobQueue
    runner: JobRunner
    leadership: Leadership
    rounds: Rounds
    refresh: RefreshService
    planner: Planner
    copywriting: CopywritingService
    recheck: RecheckService
    model_costs: ModelCosts
    studio: StudioService
    publishing: PublishingService
    sharing: SharingService
    leaving: LeavingService
    returning: ReturningService
    retention: RetentionService
    backup: BackupService
    membership: MembershipService
    withholding: WithholdingService
    storage: StorageService
    exports: ExportService
    forgetting: Forgetting
    sealed: SealedTokens
    consent_clock: ConsentClock
    one_sheets: OneSheetService
    photos: PhotoService
    examples: ExampleService
    reports: ReportService
    status: StatusService
    engine_status: EngineStatus
    engine_control: EngineControl
    probe: SpotifyProbe
    mailboxes: Mailboxes
    mailing: Mailing
    notice_steps: NoticeSteps
    metrics: MetricsService
    diagnosis: DiagnosisService
    site_picture: SitePicture


def build_back(front: "Services") -> Back:
    """Build all of it; nothing is opened or called yet."""
    settings, database, vault, now, failpoint = front.settings, front.database, front.vault, front.now, front.failpoint
    rng = Random()
    limits = Limits(settings.spotify_calls_per_30s, settings.spotify_calls_per_day)
    gate = DatabaseGate(database, now, limits)
    spotify = SpotifyClient(spotify_config(settings), gate, now, rng)
    token_refresh = TokenRefresh(database, vault, spotify, now, failpoint)
    tokens = TokenService(database, vault, token_refresh, now, new_token, failpoint)
    queue = JobQueue(database, now)
    cooldown = timedelta(hours=settings.refresh_cooldown_hours)
    planner = Planner(database, now, rng)
    renewing = Renewing(database, settings.public_url)
    refresh = RefreshService(database, now, spotify, tokens, queue, planner, renewing, cooldown, failpoint)
    cap = micro(settings.ai_monthly_budget_usd)
    generation = GenerationService(
        model_writer(settings),
        ModelGate(database, now),
        GenerationBudget(database, now, cap),
        reads_spotify=settings.ai_reads_spotify,
    )
    copywriting = CopywritingService(database, now, queue, generation)
    model_costs = ModelCosts(database, now, cap)
    one_sheets = OneSheetService(database, now, settings.public_url, settings.site_name)
    exports = ExportService(database, now, queue, one_sheets, settings.public_url, settings.site_name, front.drawn)
    handlers: dict[Kind, Handler] = {REFRESH: refresh, GENERATE: copywriting, EXPORT: exports}
    runner = JobRunner(database, now, new_id, rng, handlers, failpoint)
    leadership = Leadership(database, now, election(settings, database), holder(), time.monotonic, failpoint)
    sealed = SealedTokens(database, now, token_refresh, planner)
    leaving = LeavingService(database, vault, now, settings.public_url)
    returning = ReturningService(database, vault, now, refresh)
    consent_clock = ConsentClock(database, now)
    forgetting = Forgetting(database, now, leaving)
    retention = RetentionService(database, now, forgetting, returning)
    chores = (sealed.sweep, consent_clock.sweep, retention.sweep, model_costs.watch)
    engine_status = EngineStatus(database, now, limits)
    mailboxes = Mailboxes(database, now, signed_links(settings, now))
    mailer, site = mail_server(settings), Site(settings.site_name, settings.public_url)
    membership = MembershipService(database, now, signed_links(settings, now), site, settings.member_cap)
    withholding = WithholdingService(database, vault, now, planner)
    accounts = Accounts(database, vault, now, membership, withholding)
    mailing = Mailing(database, now, new_id, mailer, mailboxes, site, settings.admin_address, membership.letter)
    tells_admin = settings.admin_address is not None
    notice_steps = NoticeSteps(database, now, planner, writes=mailing.writes, admin=tells_admin)
    publishing = PublishingService(database, now, settings.public_url, planner)
    return Back(
        second_factor=SecondFactorService(database, vault, now, secrets.token_bytes, settings.site_name),
        keys=KeyRotation(database, vault),
        connect=ConnectService(
            database,
            vault,
            spotify,
            tokens,
            accounts,
            now,
            new_token,
            refresh.first_import,
        ),
        queue=queue,
        runner=runner,
        leadership=leadership,
        rounds=Rounds(database, now, runner, gate, limits, leadership, planner, chores, failpoint),
        refresh=refresh,
        planner=planner,
        copywriting=copywriting,
        recheck=RecheckService(database, now, queue),
        model_costs=model_costs,
        studio=StudioService(database, now, front.reserved, cooldown, planner, mailboxes, returning),
        publishing=publishing,
        examples=ExampleService(
            front.directory, now, settings.example_handle, settings.public_url, demo=settings.uses_sandbox
        ),
        sharing=SharingService(database, settings.public_url),
        leaving=leaving,
        forgetting=forgetting,
        returning=returning,
        retention=retention,
        sealed=sealed,
        consent_clock=consent_clock,
        membership=membership,
        withholding=withholding,
        storage=StorageService(database),
        backup=BackupService(database, past_a_pooler(settings, database), now, returning),
        exports=exports,
        one_sheets=one_sheets,
        photos=PhotoService(database, now),
        reports=ReportService(database, now),
        status=StatusService(database, now),
        engine_status=engine_status,
        engine_control=EngineControl(database, now, queue),
        probe=spotify_probe(settings, database, vault, now, rng, limits),
        mailboxes=mailboxes,
        mailing=mailing,
        notice_steps=notice_steps,
        metrics=MetricsService(database, now, engine_status),
        diagnosis=DiagnosisService(database, now, front.readiness, spotify, new_token, mailer),
        site_picture=SitePicture(settings.site_name, settings.public_url),
    )


def spotify_probe(
    settings: Settings, database: Database, vault: Vault, now: Clock, rng: Random, limits: Limits
) -> SpotifyProbe:
    """A client of its own, whose calls are counted and not held back."""
    gate = ProbeGate(database, now, limits)
    spotify = SpotifyClient(spotify_config(settings), gate, now, rng)
    tokens = TokenService(database, vault, TokenRefresh(database, vault, spotify, now), now, new_token)
    return SpotifyProbe(database, now, gate, spotify, tokens)


def mail_server(settings: Settings) -> Mailer | None:
    """None when this site sends no mail."""
    if settings.smtp_url is None:
        return None
    return Mailer(parse_url(settings.smtp_url.get_secret_value(), settings.mail_from))


def signed_links(settings: Settings, now: Clock) -> SignedLinks:
    keys = [key.get_secret_value() for key in (*settings.secret_key_fallbacks[::-1], settings.secret_key)]
    return SignedLinks(keys, now)


def past_a_pooler(settings: Settings, database: Database) -> Database:
    """The same database on the direct way, where the settings name one."""
    direct = settings.database_direct_url
    return Database(direct.get_secret_value()) if direct else database


def spotify_config(settings: Settings) -> SpotifyConfig:
    return SpotifyConfig(
        client_id=settings.spotify_client_id,
        client_secret=settings.spotify_client_secret.get_secret_value(),
        accounts_url=settings.spotify_accounts_url,
        api_url=settings.spotify_api_url,
        redirect_uri=settings.redirect_uri,
    )


def election(settings: Settings, database: Database) -> "AdvisoryLock | None":
    """The lock that elects the leader, past any pooler; SQLite has none, there the lease row decides."""
    if database.is_sqlite:
        return None
    from app.db.advisory_lock import AdvisoryLock  # noqa: PLC0415 - loads a driver that SQLite does without

    direct = settings.database_direct_url or settings.database_url
    return AdvisoryLock(direct.get_secret_value())

"""People, what they may do, and how they are recognised."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    func,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Timestamped
from db.models.content import ModuleType
from db.types import Band, BigId, is_one_of, word_of


class CurrentLevel(StrEnum):
    """Follows the last writing band: up to 5.0, 5.5 to 6.5, 7.0 and more, or not known."""

    beginner = "beginner"
    intermediate = "intermediate"
    advanced = "advanced"
    unknown = "unknown"


class Theme(StrEnum):
    """Light or dark pages."""

    light = "light"
    dark = "dark"


class TokenKind(StrEnum):
    """What a one-time token is good for."""

    verify_email = "verify_email"
    reset_password = "reset_password"  # noqa: S105 - a kind of token, not a secret
    sign_in = "sign_in"
    erase_account = "erase_account"


class AttemptKind(StrEnum):
    """What is throttled: signing in, and whatever sends a mail to an address that somebody typed."""

    sign_in = "sign_in"
    register = "register"
    reset_password = "reset_password"  # noqa: S105 - a kind of attempt, not a secret
    verify_email = "verify_email"
    join_class = "join_class"


_user_groups = Table(
    "accounts_customuser_groups",
    Base.metadata,
    Column("id", BigInteger, primary_key=True),
    Column("customuser_id", BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"), nullable=False),
    Column("group_id", BigInteger, ForeignKey("accounts_group.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("customuser_id", "group_id"),
    Index("idx_customuser_groups_group", "group_id"),
)

_group_permissions = Table(
    "accounts_group_permissions",
    Base.metadata,
    Column("id", BigInteger, primary_key=True),
    Column("group_id", BigInteger, ForeignKey("accounts_group.id", ondelete="CASCADE"), nullable=False),
    Column("permission_id", BigInteger, ForeignKey("accounts_permission.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("group_id", "permission_id"),
    Index("idx_group_permissions_permission", "permission_id"),
)


class Permission(Timestamped, Base):
    """One thing that a group may do, such as `manage_roles`."""

    __tablename__ = "accounts_permission"

    id: Mapped[BigId]
    codename: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(255))


class Group(Timestamped, Base):
    """A role: learner, tutor or admin."""

    __tablename__ = "accounts_group"

    id: Mapped[BigId]
    name: Mapped[str] = mapped_column(String(150), unique=True)

    permissions: Mapped[list[Permission]] = relationship(secondary=_group_permissions, lazy="raise_on_sql")


class User(Timestamped, Base):
    """A person. Never deleted: `erased_at` is set and what names the person is overwritten."""

    __tablename__ = "accounts_customuser"
    __table_args__ = (
        CheckConstraint(
            "target_band_score >= 1.0 AND target_band_score <= 9.0", name="accounts_customuser_target_band_score_check"
        ),
        CheckConstraint(is_one_of("module_type", ModuleType), name="accounts_customuser_module_type_check"),
        CheckConstraint(is_one_of("current_level", CurrentLevel), name="accounts_customuser_current_level_check"),
        CheckConstraint(
            "last_writing_band BETWEEN 1.0 AND 9.0 AND last_writing_band * 2 = floor(last_writing_band * 2)",
            name="accounts_customuser_last_writing_band_check",
        ),
        # unique without regard to case; the two carry the specification's UNIQUE and its index name
        Index("idx_customuser_email", text("lower(email)"), unique=True),
        Index("idx_customuser_username", text("lower(username)"), unique=True),
        Index("idx_customuser_module_type", "module_type"),
        Index("idx_customuser_target_score", "target_band_score"),
    )

    id: Mapped[BigId]
    password: Mapped[str] = mapped_column(String(128))
    last_login: Mapped[datetime | None]
    is_superuser: Mapped[bool] = mapped_column(server_default=false())
    username: Mapped[str] = mapped_column(String(150))
    first_name: Mapped[str] = mapped_column(String(150), server_default="")
    last_name: Mapped[str] = mapped_column(String(150), server_default="")
    email: Mapped[str] = mapped_column(String(254))
    is_staff: Mapped[bool] = mapped_column(server_default=false())
    is_active: Mapped[bool] = mapped_column(server_default=true())
    date_joined: Mapped[datetime] = mapped_column(server_default=func.now())
    target_band_score: Mapped[Band | None]
    current_level: Mapped[CurrentLevel | None] = mapped_column(word_of(CurrentLevel), server_default="beginner")
    test_date: Mapped[date | None]
    module_type: Mapped[ModuleType] = mapped_column(word_of(ModuleType), server_default="academic")
    timezone: Mapped[str | None] = mapped_column(String(50), server_default="UTC")
    language_background: Mapped[str | None] = mapped_column(String(50))
    display_name: Mapped[str] = mapped_column(String(150), server_default="")
    erased_at: Mapped[datetime | None]
    sessions_valid_from: Mapped[datetime] = mapped_column(server_default=func.now())
    email_verified_at: Mapped[datetime | None]
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consented_at: Mapped[datetime | None]
    last_writing_band: Mapped[Band | None]

    groups: Mapped[list[Group]] = relationship(secondary=_user_groups, lazy="raise_on_sql")


class UserPreferences(Timestamped, Base):
    """How one person likes to practise; `preferred_practice_time` is minutes a day."""

    __tablename__ = "accounts_userpreferences"
    __table_args__ = (
        CheckConstraint(is_one_of("theme", Theme), name="accounts_userpreferences_theme_check"),
        CheckConstraint("reminder_hour BETWEEN 0 AND 23", name="accounts_userpreferences_reminder_hour_check"),
        CheckConstraint("extra_time_percent IN (0, 25)", name="check_extra_time"),
    )

    id: Mapped[BigId]
    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"), unique=True
    )
    preferred_practice_time: Mapped[int | None] = mapped_column(server_default="60")
    auto_save_enabled: Mapped[bool] = mapped_column(server_default=true())
    email_notifications: Mapped[bool] = mapped_column(server_default=true())
    difficulty_preference: Mapped[str | None] = mapped_column(String(20), server_default="mixed")
    theme: Mapped[Theme | None] = mapped_column(word_of(Theme, 10), server_default="light")
    font_size: Mapped[str | None] = mapped_column(String(10), server_default="medium")
    reminder_hour: Mapped[int | None] = mapped_column(Integer)
    extra_time_percent: Mapped[int] = mapped_column(server_default="0")


class LoginSession(Timestamped, Base):
    """A browser that is signed in: found by the hash of its cookie, never by anything that could be replayed."""

    __tablename__ = "accounts_session"
    __table_args__ = (
        Index("idx_session_user", "user_id"),
        Index("idx_session_expires_at", "expires_at"),
    )

    id: Mapped[BigId]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    last_seen_at: Mapped[datetime] = mapped_column(server_default=func.now())
    expires_at: Mapped[datetime]
    stay_signed_in: Mapped[bool] = mapped_column(server_default=false())
    must_change_password: Mapped[bool] = mapped_column(server_default=false())
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class Token(Timestamped, Base):
    """A secret that is used once: to verify an address, to set a new password, to carry a sign-in to its cookie."""

    __tablename__ = "accounts_token"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", TokenKind), name="accounts_token_kind_check"),
        Index("idx_token_user", "user_id"),
        Index("idx_token_expires_at", "expires_at"),
    )

    id: Mapped[BigId]
    kind: Mapped[TokenKind] = mapped_column(word_of(TokenKind))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("accounts_customuser.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    payload: Mapped[dict[str, Any] | None]


class LoginAttempt(Timestamped, Base):
    """One try, counted by the name that was typed and by the address it came from."""

    __tablename__ = "accounts_loginattempt"
    __table_args__ = (
        CheckConstraint(is_one_of("kind", AttemptKind), name="accounts_loginattempt_kind_check"),
        Index("idx_loginattempt_name", "name", text("created_at DESC")),
        Index("idx_loginattempt_address", "address", text("created_at DESC")),
        Index("idx_loginattempt_created", "created_at"),
    )

    id: Mapped[BigId]
    kind: Mapped[AttemptKind] = mapped_column(word_of(AttemptKind), server_default="sign_in")
    name: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    is_successful: Mapped[bool] = mapped_column(server_default=false())

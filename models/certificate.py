"""Certificates of finished courses, and the keys that sign them."""

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Id, Ref, When, WorkspaceKey


class Certificate(Base):
    """What a person had written about a course that they finished. Anyone with its address can check it.

    Who takes it back, or is forgotten, leaves a row without a name, so that its address says that it is not valid.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        Index("certificate_person", "workspace", "person"),
        UniqueConstraint("id", name="certificate_id"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]  # 128 random bits: it is in the certificate's address
    person: Mapped[Ref]
    course: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(120))  # of the course, in the language of the certificate
    about: Mapped[str] = mapped_column(String(400))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(200))  # as the person writes it; empty: not valid any more
    edition: Mapped[int]
    key: Mapped[Ref]  # of CertificateKey
    issued_at: Mapped[When]
    ends_at: Mapped[When]


class CertificateKey(Base):
    """A key pair that signs credentials. Its public half stays when the other cannot be read any more."""

    __tablename__ = "certificate_key"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.workspace"]),
        UniqueConstraint("id", name="certificate_key_id"),
    )

    workspace: Mapped[WorkspaceKey]
    id: Mapped[Id]  # 128 random bits: it is in the key's address
    private: Mapped[str] = mapped_column(Text)  # PEM, encrypted; empty: it is lost, and signs nothing any more
    public: Mapped[str] = mapped_column(Text)  # JSON Web Key (RFC 7517)
    made_at: Mapped[When]

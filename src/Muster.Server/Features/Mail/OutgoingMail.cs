using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Mail;

/// <summary>State of a mail.</summary>
public enum MailState
{
    /// <summary>To be sent; kept where no mail server is configured.</summary>
    Waiting,

    /// <summary>A mail server took it.</summary>
    Sent,

    /// <summary>Refused for good, or tried too often; <see cref="OutgoingMail.Error"/> says why.</summary>
    Failed,
}

/// <summary>A mail: a row saved with what it is about, so that neither is there without the other.</summary>
public sealed class OutgoingMail
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Address, lower case.</summary>
    public required string To { get; init; }

    public required string ToName { get; init; }
    public required string Subject { get; init; }

    /// <summary>Plain text; lines end with one newline. Links stand alone on their line.</summary>
    public required string Text { get; init; }

    /// <summary><c>en</c> or <c>fr</c>.</summary>
    public required string Language { get; init; }

    /// <summary>What it is about, for example <c>check-in.reminder</c>; with <see cref="SubjectId"/> it is sent once.</summary>
    public required string Kind { get; init; }

    public Guid? SubjectId { get; init; }

    /// <summary>Where the reader says that they want no more of this kind: an address of this server that takes a POST (RFC 8058); null for mails about the account itself.</summary>
    public string? UnsubscribePath { get; init; }

    public MailState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextTryAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> builder)
        {
            builder.ToTable("OutgoingMails");
            builder.Property(mail => mail.To).HasMaxLength(320);
            builder.Property(mail => mail.ToName).HasMaxLength(400);
            builder.Property(mail => mail.Subject).HasMaxLength(400);
            builder.Property(mail => mail.Language).HasMaxLength(10);
            builder.Property(mail => mail.Kind).HasMaxLength(60);
            builder.Property(mail => mail.UnsubscribePath).HasMaxLength(1000);
            builder.HasIndex(mail => new { mail.State, mail.NextTryAt });
            builder.HasIndex(mail => mail.CreatedAt);
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Imports;

/// <summary>Says that the next file of a dataset takes over choices and steps of the last accepted import by itself. Where none is kept, they are offered.</summary>
public sealed class ReplaySetting
{
    public Guid DatasetId { get; init; }
    public bool IsAutomatic { get; set; }
    public Guid? ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ReplaySetting>
    {
        public void Configure(EntityTypeBuilder<ReplaySetting> builder)
        {
            builder.ToTable("ImportReplaySettings");
            builder.HasKey(setting => setting.DatasetId);
            builder.HasOne<Dataset>().WithOne().HasForeignKey<ReplaySetting>(setting => setting.DatasetId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

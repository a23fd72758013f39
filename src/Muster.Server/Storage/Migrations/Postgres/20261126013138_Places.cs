using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Muster.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Places : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ImportId",
                table: "PlaceAliases",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "PlaceAliases",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlaceLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FromEditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToEditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    OldCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    NewCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Method = table.Column<int>(type: "integer", nullable: false),
                    Weight = table.Column<double>(type: "double precision", nullable: true),
                    OldShare = table.Column<double>(type: "double precision", nullable: true),
                    NewShare = table.Column<double>(type: "double precision", nullable: true),
                    IsConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlaceLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlaceLinks_GazetteerEditions_FromEditionId",
                        column: x => x.FromEditionId,
                        principalTable: "GazetteerEditions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PlaceLinks_GazetteerEditions_ToEditionId",
                        column: x => x.ToEditionId,
                        principalTable: "GazetteerEditions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PopulationChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    PlaceCode = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SourceKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Value = table.Column<decimal>(type: "numeric(28,6)", precision: 28, scale: 6, nullable: true),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PopulationChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PopulationChoices_Operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "Operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UndonePlaceAliases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Country = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    ParentCode = table.Column<string>(type: "text", nullable: true),
                    Text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "uuid", nullable: true),
                    UndoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UndoneReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UndonePlaceAliases", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlaceLinks_FromEditionId_ToEditionId_OldCode_NewCode",
                table: "PlaceLinks",
                columns: new[] { "FromEditionId", "ToEditionId", "OldCode", "NewCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlaceLinks_ToEditionId",
                table: "PlaceLinks",
                column: "ToEditionId");

            migrationBuilder.CreateIndex(
                name: "IX_PopulationChoices_OperationId_PlaceCode_Number",
                table: "PopulationChoices",
                columns: new[] { "OperationId", "PlaceCode", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UndonePlaceAliases_Country_UndoneAt",
                table: "UndonePlaceAliases",
                columns: new[] { "Country", "UndoneAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlaceLinks");

            migrationBuilder.DropTable(
                name: "PopulationChoices");

            migrationBuilder.DropTable(
                name: "UndonePlaceAliases");

            migrationBuilder.DropColumn(
                name: "ImportId",
                table: "PlaceAliases");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "PlaceAliases");
        }
    }
}

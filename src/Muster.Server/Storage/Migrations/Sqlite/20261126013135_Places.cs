using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Muster.Server.Storage.Migrations.Sqlite
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "PlaceAliases",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlaceLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FromEditionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToEditionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OldCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    NewCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Level = table.Column<int>(type: "INTEGER", nullable: false),
                    Method = table.Column<int>(type: "INTEGER", nullable: false),
                    Weight = table.Column<double>(type: "REAL", nullable: true),
                    OldShare = table.Column<double>(type: "REAL", nullable: true),
                    NewShare = table.Column<double>(type: "REAL", nullable: true),
                    IsConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlaceCode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    SourceKey = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Value = table.Column<decimal>(type: "TEXT", precision: 28, scale: 6, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    ParentCode = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UndoneReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
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

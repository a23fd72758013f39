using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Muster.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AcceptsItself",
                table: "Imports",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "LeastAudience",
                table: "Imports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeastSensitivity",
                table: "Imports",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CollectiveFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Instructions = table.Column<string>(type: "TEXT", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Country = table.Column<string>(type: "TEXT", nullable: true),
                    HasTagRow = table.Column<bool>(type: "INTEGER", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    ColumnsJson = table.Column<string>(type: "TEXT", nullable: false),
                    TemplateVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Sensitivity = table.Column<int>(type: "INTEGER", nullable: false),
                    Audience = table.Column<int>(type: "INTEGER", nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CollectiveFiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CollectiveFiles_Operations_OperationId",
                        column: x => x.OperationId,
                        principalTable: "Operations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DatasetRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Label = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatasetRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DatasetRounds_Datasets_DatasetId",
                        column: x => x.DatasetId,
                        principalTable: "Datasets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Derivations",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    RecipeJson = table.Column<string>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Derivations", x => x.ImportId);
                    table.ForeignKey(
                        name: "FK_Derivations_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CollectionChoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RowKey = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChosenBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    ChosenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CollectionChoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CollectionChoices_CollectiveFiles_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "CollectiveFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CollectionPartners",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Contact = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 320, nullable: true),
                    LinkHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    LinkUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CollectionPartners", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CollectionPartners_CollectiveFiles_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "CollectiveFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DerivationSources",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    DatasetId = table.Column<Guid>(type: "TEXT", nullable: true),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SourceImportId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DerivationSources", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DerivationSources_Derivations_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Derivations",
                        principalColumn: "ImportId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CollectionReturns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CollectionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PartnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImportId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CameByLink = table.Column<bool>(type: "INTEGER", nullable: false),
                    TemplateVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    CheckJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CollectionReturns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CollectionReturns_CollectionPartners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "CollectionPartners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CollectionReturns_CollectiveFiles_CollectionId",
                        column: x => x.CollectionId,
                        principalTable: "CollectiveFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CollectionReturns_Imports_ImportId",
                        column: x => x.ImportId,
                        principalTable: "Imports",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CollectionChoices_CollectionId_RowKey",
                table: "CollectionChoices",
                columns: new[] { "CollectionId", "RowKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CollectionPartners_CollectionId_Name",
                table: "CollectionPartners",
                columns: new[] { "CollectionId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CollectionPartners_LinkHash",
                table: "CollectionPartners",
                column: "LinkHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CollectionReturns_CollectionId_PartnerId",
                table: "CollectionReturns",
                columns: new[] { "CollectionId", "PartnerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CollectionReturns_ImportId",
                table: "CollectionReturns",
                column: "ImportId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CollectionReturns_PartnerId",
                table: "CollectionReturns",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_CollectiveFiles_OperationId_Slug",
                table: "CollectiveFiles",
                columns: new[] { "OperationId", "Slug" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DatasetRounds_DatasetId_Number",
                table: "DatasetRounds",
                columns: new[] { "DatasetId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_DatasetRounds_VersionId",
                table: "DatasetRounds",
                column: "VersionId");

            migrationBuilder.CreateIndex(
                name: "IX_Derivations_OperationId",
                table: "Derivations",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "IX_DerivationSources_DatasetId",
                table: "DerivationSources",
                column: "DatasetId");

            migrationBuilder.CreateIndex(
                name: "IX_DerivationSources_ImportId_Order",
                table: "DerivationSources",
                columns: new[] { "ImportId", "Order" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DerivationSources_SourceImportId",
                table: "DerivationSources",
                column: "SourceImportId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CollectionChoices");

            migrationBuilder.DropTable(
                name: "CollectionReturns");

            migrationBuilder.DropTable(
                name: "DatasetRounds");

            migrationBuilder.DropTable(
                name: "DerivationSources");

            migrationBuilder.DropTable(
                name: "CollectionPartners");

            migrationBuilder.DropTable(
                name: "Derivations");

            migrationBuilder.DropTable(
                name: "CollectiveFiles");

            migrationBuilder.DropColumn(
                name: "AcceptsItself",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "LeastAudience",
                table: "Imports");

            migrationBuilder.DropColumn(
                name: "LeastSensitivity",
                table: "Imports");
        }
    }
}

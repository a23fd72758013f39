using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Muster.Server.Storage.Migrations.Postgres
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "LeastAudience",
                table: "Imports",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LeastSensitivity",
                table: "Imports",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CollectiveFiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Instructions = table.Column<string>(type: "text", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Country = table.Column<string>(type: "text", nullable: true),
                    HasTagRow = table.Column<bool>(type: "boolean", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    ColumnsJson = table.Column<string>(type: "text", nullable: false),
                    TemplateVersion = table.Column<int>(type: "integer", nullable: false),
                    Sensitivity = table.Column<int>(type: "integer", nullable: false),
                    Audience = table.Column<int>(type: "integer", nullable: false),
                    IsClosed = table.Column<bool>(type: "boolean", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Label = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: true),
                    Mode = table.Column<int>(type: "integer", nullable: false)
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
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    RecipeJson = table.Column<string>(type: "text", nullable: false),
                    MadeBy = table.Column<Guid>(type: "uuid", nullable: true),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CollectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    RowKey = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ChosenBy = table.Column<Guid>(type: "uuid", nullable: true),
                    ChosenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CollectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Contact = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: true),
                    LinkHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    LinkUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    DatasetId = table.Column<Guid>(type: "uuid", nullable: true),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    SourceImportId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CollectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportId = table.Column<Guid>(type: "uuid", nullable: false),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CameByLink = table.Column<bool>(type: "boolean", nullable: false),
                    TemplateVersion = table.Column<int>(type: "integer", nullable: true),
                    CheckJson = table.Column<string>(type: "text", nullable: false)
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

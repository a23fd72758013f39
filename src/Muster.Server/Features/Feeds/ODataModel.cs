using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;

namespace Muster.Server.Features.Feeds;

/// <summary>A version's table as an OData 4.0 model (OASIS, Common Schema Definition Language): one entity set <c>rows</c> with the row number as key. Columns whose numbers are stored exactly are numbers; all others are text as typed.</summary>
sealed class ODataModel
{
    public const string Key = "row";
    public const string Set = "rows";
    const string Space = "Muster";

    public ODataModel(DatasetVersion version)
    {
        var type = new EdmEntityType(Space, "Row");
        type.AddKeys(type.AddStructuralProperty(Key, EdmPrimitiveTypeKind.Int32, isNullable: false));
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Key };
        Names = [.. version.Columns.Select(column => Unique(column, taken))];
        foreach (var column in version.Columns)
        {
            type.AddStructuralProperty(Names[column.Index], KindOf(column));
        }

        var container = new EdmEntityContainer(Space, "Table");
        Rows = container.AddEntitySet(Set, type);
        Edm.AddElement(type);
        Edm.AddElement(container);
    }

    public EdmModel Edm { get; } = new();

    public EdmEntitySet Rows { get; }

    /// <summary>Property of each column.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Index of the column behind a property; null for the row number.</summary>
    public int? ColumnOf(string property)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == property)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The model as XML.</summary>
    public byte[] ToXml()
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(Edm, xml, CsdlTarget.OData, out IEnumerable<EdmError> errors))
            {
                throw new InvalidOperationException("The model of the table cannot be written: " + string.Join("; ", errors.Select(error => error.ErrorMessage)));
            }
        }

        return bytes.ToArray();
    }

    static EdmPrimitiveTypeKind KindOf(TableColumn column) => column.Profile switch
    {
        { Type: ColumnType.WholeNumber, IsExact: true } => EdmPrimitiveTypeKind.Int64,
        { Type: ColumnType.Number, IsExact: true } => EdmPrimitiveTypeKind.Double,
        _ => EdmPrimitiveTypeKind.String,
    };

    /// <summary>The header as a simple identifier: letters, digits and underscores, at most 128, not beginning with a digit.</summary>
    static string Unique(TableColumn column, HashSet<string> taken)
    {
        var name = new StringBuilder();
        foreach (var letter in column.Header.Trim())
        {
            name.Append(char.IsLetterOrDigit(letter) ? letter : '_');
        }

        var wanted = name.ToString().Trim('_');
        wanted = wanted.Length == 0 ? "c" + column.Index.ToString(CultureInfo.InvariantCulture) : char.IsLetter(wanted[0]) ? wanted : "c_" + wanted;
        wanted = wanted.Length > 100 ? wanted[..100] : wanted;
        return taken.Add(wanted) ? wanted : Add($"{wanted}_c{column.Index.ToString(CultureInfo.InvariantCulture)}");

        string Add(string other)
        {
            taken.Add(other);
            return other;
        }
    }
}

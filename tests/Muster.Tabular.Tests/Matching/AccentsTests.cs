using System.Globalization;
using System.Text;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Tests.Matching;

public sealed class AccentsTests
{
    [Theory]
    [InlineData("Département", "Departement")]
    [InlineData("Œuvre Đồng", "Œuvre Đong")]
    [InlineData("e\u0301te", "ete")]
    [InlineData("أنثى", "انثى")]
    [InlineData("Київ", "Киів")]
    public void Accents_go_and_letters_stay(string text, string expected) => Assert.Equal(expected, Accents.Off(text));

    [Fact]
    public void The_table_agrees_with_decomposition_for_Latin_Greek_Cyrillic_and_Arabic()
    {
        for (var letter = '\u0080'; letter < '\u2000'; letter++)
        {
            var plain = Plainly(letter);
            if (char.IsLetter(letter) && plain.Length == 1 && letter is < '\u0530' or (>= '\u0600' and < '\u0700') or >= '\u1E00')
            {
                Assert.Equal(plain, Accents.Off(letter.ToString()));
            }
        }
    }

    static string Plainly(char letter) =>
        string.Concat(letter.ToString().Normalize(NormalizationForm.FormD).Where(part => CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark));
}

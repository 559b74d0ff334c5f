using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace MediaPipeline.Storage.Sql.Access;

/// <summary>The key repository of Data Protection, which reads it when a key is first needed, then once a day, on the calling thread.</summary>
internal sealed class SqlProtectionKeys(IDocumentDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Wait(database.ReadAsync(
        session => session.Query("SELECT element FROM protection_keys ORDER BY row", row => XElement.Parse(row.GetString(0))), CancellationToken.None));

    public void StoreElement(XElement element, string friendlyName) => Wait(database.WriteAsync(
        session => session.Execute("INSERT INTO protection_keys (element) VALUES (@element)", ("@element", element.ToString(SaveOptions.DisableFormatting)))));

#pragma warning disable RS0030 // The interface has no tasks.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
#pragma warning restore RS0030
}

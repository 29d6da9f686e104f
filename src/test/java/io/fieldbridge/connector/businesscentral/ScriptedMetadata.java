package io.fieldbridge.connector.businesscentral;

/** A small CSDL document in the vendor's form. */
final class ScriptedMetadata {

  static final String XML =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
       <edmx:DataServices>
        <Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
         <EntityType Name="customer">
          <Key><PropertyRef Name="id" /></Key>
          <Property Name="id" Type="Edm.Guid" Nullable="false">
           <Annotation Term="NAV.AllowEdit" Bool="false" />
          </Property>
          <Property Name="number" Type="Edm.String" MaxLength="20" />
          <Property Name="displayName" Type="Edm.String" MaxLength="100" />
          <Property Name="city" Type="Edm.String" MaxLength="30" />
          <Property Name="creditLimit" Type="Edm.Decimal" Scale="Variable" />
          <Property Name="taxLiable" Type="Edm.Boolean" />
          <Property Name="paymentTermsId" Type="Edm.Guid" />
          <Property Name="blocked" Type="Microsoft.NAV.customerBlocked" />
          <Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset" />
          <NavigationProperty Name="paymentTerm" Type="Microsoft.NAV.paymentTerm" />
         </EntityType>
         <EntityType Name="paymentTerm">
          <Property Name="id" Type="Edm.Guid" />
          <Property Name="code" Type="Edm.String" MaxLength="10" />
         </EntityType>
         <EntityType Name="salesOrder">
          <Property Name="id" Type="Edm.Guid" />
          <Property Name="number" Type="Edm.String" MaxLength="20" />
          <Property Name="externalDocumentNumber" Type="Edm.String" MaxLength="35" />
          <Property Name="orderDate" Type="Edm.Date" />
          <Property Name="customerId" Type="Edm.Guid" />
          <Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset" />
          <NavigationProperty Name="salesOrderLines"
            Type="Collection(Microsoft.NAV.salesOrderLine)" />
         </EntityType>
         <EntityType Name="salesOrderLine">
          <Property Name="id" Type="Edm.Guid" />
          <Property Name="sequence" Type="Edm.Int32" />
          <Property Name="description2" Type="Edm.String" MaxLength="50" />
         </EntityType>
         <EntityType Name="salesInvoice">
          <Property Name="id" Type="Edm.Guid" />
          <Property Name="number" Type="Edm.String" MaxLength="20" />
          <Property Name="orderNumber" Type="Edm.String" MaxLength="20" />
          <Property Name="externalDocumentNumber" Type="Edm.String" MaxLength="35" />
          <Property Name="customerId" Type="Edm.Guid" />
          <Property Name="lastModifiedDateTime" Type="Edm.DateTimeOffset" />
          <NavigationProperty Name="salesInvoiceLines"
            Type="Collection(Microsoft.NAV.salesInvoiceLine)" />
         </EntityType>
         <EntityType Name="salesInvoiceLine">
          <Property Name="id" Type="Edm.Guid" />
          <Property Name="description2" Type="Edm.String" MaxLength="50" />
         </EntityType>
         <EntityType Name="generalLedgerSetup">
          <Property Name="localCurrencyCode" Type="Edm.String" MaxLength="10" />
         </EntityType>
         <EntityType Name="currencyExchangeRate">
          <Property Name="currencyCode" Type="Edm.String" MaxLength="10" />
         </EntityType>
         <EntityContainer Name="NAV">
          <EntitySet Name="customers" EntityType="Microsoft.NAV.customer" />
          <EntitySet Name="paymentTerms" EntityType="Microsoft.NAV.paymentTerm" />
          <EntitySet Name="salesOrders" EntityType="Microsoft.NAV.salesOrder" />
          <EntitySet Name="salesOrderLines" EntityType="Microsoft.NAV.salesOrderLine" />
          <EntitySet Name="salesInvoices" EntityType="Microsoft.NAV.salesInvoice" />
          <EntitySet Name="salesInvoiceLines" EntityType="Microsoft.NAV.salesInvoiceLine" />
          <EntitySet Name="generalLedgerSetup" EntityType="Microsoft.NAV.generalLedgerSetup" />
          <EntitySet Name="currencyExchangeRates"
            EntityType="Microsoft.NAV.currencyExchangeRate" />
         </EntityContainer>
         <Annotations Target="Microsoft.NAV.salesOrder/number">
          <Annotation Term="Org.OData.Core.V1.Computed" Bool="true" />
         </Annotations>
        </Schema>
       </edmx:DataServices>
      </edmx:Edmx>
      """;

  private ScriptedMetadata() {}
}
